import Papa from 'papaparse'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { columnIds, type ColumnId } from '../../../shared/columns.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import { withoutEscape } from '../../../shared/csv-text.ts'
import { readFileName } from '../../snapshots/read/file-name.ts'
import { csvFileName, fileNamePart } from '../csv-file-name.ts'
import { csvPieces } from './write-csv.ts'

const row = (changes: Partial<Credential>): Credential =>
  credentialOf('u', {
    name: 'Harbor',
    type: 'docker-registry',
    scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' },
    kubernetesName: 'dockerregistry-harbor',
    namespace: 'runai-seg-3d',
    createdBy: 'm.okafor',
    createdAt: '2026-11-23T01:21:56Z',
    cluster: 'prod-eu-1',
    ...changes,
  })

const basis = { asOf: Date.parse('2026-11-10T12:00:00Z'), limits: { due: 90, overdue: 180 } }

async function csv(
  rows: readonly Credential[],
  shown: readonly ColumnId[],
  onPiece?: (rows: number) => void,
): Promise<string> {
  let text = ''
  for await (const piece of csvPieces(rows, shown, basis, onPiece)) text += piece
  return text
}

describe('the CSV', () => {
  it('starts with a byte order mark and the titles of the shown columns in their order', async () => {
    const text = await csv([], ['status', 'name', 'rotatedAt'])
    expect(text).toBe('\uFEFFStatus,Credential,Last rotation\r\n')
  })

  it('gives the status in the console’s words and times in ISO 8601 with zone', async () => {
    const expiring = await csv([row({ expiresAt: '2027-01-02T03:04:05Z' })], ['expiresAt', 'name'])
    expect(expiring).toBe('\uFEFFExpires,Credential\r\n2027-01-02T03:04:05Z,Harbor\r\n')
    const text = await csv([row({})], ['status', 'createdAt', 'rotatedAt', 'scope'])
    expect(text.split('\r\n')[1]).toBe('No issues found,2026-11-23T01:21:56Z,,Project: seg-3d')
  })

  it('gives the age as a bare number of days, and nothing if it is unknown', async () => {
    const rows = [row({ createdAt: '2026-08-12T12:00:00Z' }), row({ createdAt: '', rotatedAt: null })]
    expect(await csv(rows, ['age', 'name'])).toBe('\uFEFFAge (days),Credential\r\n90,Harbor\r\n,Harbor\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1'])(
    'escapes the formula %j',
    async (name) => {
      const text = await csv([row({ name })], ['name'])
      const [, field] = Papa.parse<string[]>(text.slice(1), { newline: '\r\n' }).data
      expect(field?.[0]).toMatch(/^'/)
      expect(withoutEscape(field?.[0] ?? '')).toBe(name)
    },
  )

  it('keeps quotes, commas and newlines of a field in that field', async () => {
    const description = 'a "quoted", text\r\nwith\na break'
    const text = await csv([row({ description })], ['description', 'name'])
    expect(Papa.parse<string[]>(text.slice(1), { newline: '\r\n' }).data[1]).toEqual([description, 'Harbor'])
  })

  it('writes every row once over the border of a piece and reports how many', async () => {
    const rows = Array.from({ length: 1201 }, (_, index) => row({ uid: `u${index}`, name: `n${index}` }))
    const told: number[] = []
    const text = await csv(rows, [...columnIds], (count) => told.push(count))
    const data = Papa.parse<string[]>(text.slice(1).trimEnd(), { newline: '\r\n' }).data
    expect(data.map((fields) => fields[0])).toEqual(['Credential', ...rows.map(({ name }) => name)])
    expect(told).toEqual([500, 1000, 1201])
  })
})

describe('the proposed file name', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('holds the cluster, the date, the time and its offset from UTC', () => {
    vi.stubEnv('TZ', 'America/St_Johns')
    expect(csvFileName('prod-eu-1', new Date(2026, 10, 3, 4, 5, 6))).toBe(
      'credentials-prod-eu-1-2026-11-03-040506-0330.csv',
    )
    vi.stubEnv('TZ', 'Europe/Berlin')
    expect(csvFileName('prod', new Date('2026-10-25T00:30:00Z'))).toBe(
      'credentials-prod-2026-10-25-023000+0200.csv',
    )
    expect(csvFileName('prod', new Date('2026-10-25T01:30:00Z'))).toBe(
      'credentials-prod-2026-10-25-023000+0100.csv',
    )
  })

  it.each(['prod-20240115', 'a~b', '2026-01-01-000000', 'x-2026-09-27', '集群'])(
    'gives its time when it is read, with any name of the cluster: %s',
    (cluster) => {
      const now = new Date(2026, 8, 27, 14, 3, 22)
      for (const id of ['', '01234abc']) {
        const told = readFileName(csvFileName(cluster, now, id), new Date(0))
        expect(told).toEqual({
          madeAt: `${now.toISOString().slice(0, 19)}Z`,
          cluster: fileNamePart(cluster),
          contextId: id,
        })
      }
    },
  )

  it('has no character that a file system or a shell would misread', () => {
    expect(csvFileName('../a/b\\c:d e\n', new Date(2026, 0, 1))).toMatch(
      /^credentials-a-b-c-d-e-2026-01-01-000000[+-]\d{4}\.csv$/,
    )
    expect(csvFileName('集群', new Date(2026, 0, 1))).toMatch(
      /^credentials-cluster-2026-01-01-000000[+-]\d{4}\.csv$/,
    )
  })
})
