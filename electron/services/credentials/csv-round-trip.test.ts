import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns, columnIds } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { credentialTypes } from '../../../shared/runai.ts'
import { csvPieces } from './write-csv.ts'
import { compareTables } from '../../snapshots/compare/compare-tables.ts'
import { createSlices } from '../../snapshots/table/slices.ts'
import { tableOfRows } from '../../snapshots/read/table-builder.ts'
import { readText, rowsOf, selectionOf } from '../../snapshots/testing/read-text.ts'
import { writtenPieces } from '../../snapshots/write/write-table.ts'

const { signal } = new AbortController()
const basis = { asOf: Date.now(), limits: usualAgeLimits }

/** What has broken readers of CSV, spreadsheets and pages before. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...[
      '=1+1',
      "'=1+1",
      "''=1+1",
      "'",
      "''",
      "'a",
      '@SUM(A1)',
      '-1',
      '+1',
      '\t=1',
      '\r',
      '\0',
      '\n',
      '""',
      '"',
    ],
    ...['a"b,c;d\te', '<script>alert(1)</script>', ' padded ', 'sep=;', '\uFEFF', '__proto__', '😀', ',,,'],
    ...['"\r\n"', 'x\r', 'Never', '1/2/2026', '%PDF-', ''],
  ),
)
const time = fc
  .date({ min: new Date(0), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`)

const credential: fc.Arbitrary<Credential> = fc.record({
  uid: fc.uuid(),
  name: hostile,
  type: fc.constantFrom(...credentialTypes, null),
  status: fc.constantFrom<Credential['status']>(
    { kind: 'ok' },
    { kind: 'creating' },
    { kind: 'deleting' },
    { kind: 'issues', issues: [{ code: 'label-missing', label: '=x' }] },
    { kind: 'none', reason: { code: 'type-unknown', value: '"\n' } },
  ),
  scope: fc.oneof(
    fc.constant({ kind: 'cluster', name: '' } as const),
    fc.record({ kind: fc.constantFrom('department', 'project'), name: hostile }),
  ),
  kubernetesName: hostile,
  namespace: hostile,
  registryUrl: hostile,
  description: hostile,
  origin: fc.constantFrom('new', 'existing', 'console'),
  createdBy: hostile,
  createdAt: time,
  rotatedAt: fc.option(time, { nil: null }),
  cluster: hostile,
})
const shown = fc.shuffledSubarray([...columnIds], { minLength: 1 })

async function exported(rows: Credential[], ids: readonly (typeof columnIds)[number][]): Promise<string> {
  let text = ''
  for await (const piece of csvPieces(rows, ids, basis)) text += piece
  return text
}

describe('export, open and compare', () => {
  it('return what was put in, with hostile texts in every cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(credential, { maxLength: 12 }), shown, async (rows, ids) => {
        const text = await exported(rows, ids)
        const { table, snapshot } = await readText(text)
        const texts = rows.map((row) => ids.map((id) => columns[id].csv(row, basis)))
        expect(snapshot.remarks.filter(({ code }) => code !== 'nul-bytes' && code !== 'no-rows')).toEqual([])
        // The words of the table stand for those of the CSV.
        const live = await tableOfRows(ids, texts, Date.now())
        const cellsOf = (of: typeof table) => rowsOf(of, 'all').map((row) => row.slice(0, ids.length))
        expect(cellsOf(table)).toEqual(cellsOf(live))
        const plain = ids.flatMap((id, place) => (id === 'status' ? [] : [place]))
        expect(cellsOf(table).map((row) => plain.map((place) => row[place]))).toEqual(
          texts.map((row) => plain.map((place) => row[place])),
        )

        const side = { kind: 'live', name: 'prod', at: new Date().toISOString(), rows: 0 } as const
        const { comparison } = await compareTables({ table, side }, { table: live, side }, createSlices())
        expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: rows.length })
        expect(comparison.unmatched).toEqual([])

        let again = ''
        for await (const piece of writtenPieces(table, selectionOf(ids.length), 'csv', signal))
          again += piece.text
        expect(again).toBe(text)
      }),
      { numRuns: 100 },
    )
  })
})
