import Papa from 'papaparse'
import { expect, test } from 'vitest'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import { SecretSelection } from '../../../shared/contract/secrets.ts'
import type { SecretRow, UnregisteredSecret, UnusedSecret } from '../../../shared/credential.ts'
import { withoutEscape } from '../../../shared/csv-text.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import { secretColumnIds, secretColumns, type SecretColumnId } from '../../../shared/secret-columns.ts'
import { unregisteredSecret, unusedSecret } from '../../../shared/secret-row.fixture.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { createFollowedNamespaces } from './followed-namespaces.ts'
import { createSecretsDownload, type SecretsToDownload } from './download-secrets.ts'

const selection: SecretSelection = {
  ...{ search: '', searched: ['kubernetesName'], filters: [], withManaged: true, asOf: 0 },
  ...{ sort: { column: 'kubernetesName', descending: false }, columns: ['kubernetesName', 'createdBy'] },
}

interface Given {
  unused?: readonly UnusedSecret[]
  /** Cancels when this many rows are written. */
  cancelAfter?: number
  path?: string | null
}

/** The service over rows in memory, with its file as text. */
function makeDownload({ unused = [], cancelAfter = Infinity, path = '/tmp/x.csv' }: Given = {}) {
  const open = { cluster: '../prod eu', list: { unused: () => unused } } as unknown as OpenCluster
  const followed = createFollowedNamespaces()
  const told: DownloadMessage[] = []
  const proposed: string[] = []
  const stop = new AbortController()
  let file: string | null = null
  const download = createSecretsDownload({
    opened: () => open,
    followed,
    chooseFileToSave: (name) => {
      proposed.push(name)
      return Promise.resolve(path)
    },
    saveFile: async (_path, pieces, signal) => {
      let text = ''
      for await (const piece of pieces) {
        signal.throwIfAborted()
        text += typeof piece === 'string' ? piece : Buffer.from(piece).toString()
      }
      file = text
      return { isUnconfirmed: false }
    },
    onWritten: () => undefined,
  })
  const run = async (part: Partial<SecretsToDownload> = {}) => {
    await download(
      { context: 'prod', namespace: null, selection, ...part },
      {
        signal: stop.signal,
        send: (message) => {
          told.push(message)
          if (message.kind === 'writing' && message.rows >= cancelAfter) stop.abort()
        },
      },
    )
    return Papa.parse<string[]>((file ?? '').slice(1).trimEnd(), { newline: '\r\n' }).data
  }
  return { run, told, proposed, followed, open, file: () => file }
}

const all = [unusedSecret('a'), unusedSecret('b', { keyCount: 7 }), unusedSecret('c')]

test('the file has the rows that are shown, in their order and with their columns', async () => {
  const { run, told, proposed, file } = makeDownload({ unused: all })
  const shown = {
    ...selection,
    filters: [keysFilter('keyCount' as const, ['2'])],
    sort: { column: 'kubernetesName' as const, descending: true },
    columns: ['kubernetesName', 'scope', 'createdAt'] satisfies SecretColumnId[],
  }
  expect(await run({ selection: shown })).toEqual([
    ['Secret', 'Scope', 'Scope ID', 'Creation time'],
    ['c', 'Project: vision', 'vision', '2026-01-01T00:00:00Z'],
    ['a', 'Project: vision', 'vision', '2026-01-01T00:00:00Z'],
  ])
  expect(file()?.startsWith('\uFEFF')).toBe(true)
  expect(told).toEqual([
    { kind: 'asking' },
    { kind: 'writing', rows: 2, of: 2 },
    { kind: 'written', path: '/tmp/x.csv', rows: 2, isUnconfirmed: false },
  ])
  expect(proposed[0]).toMatch(/^unused-secrets-prod-eu-\d{4}-\d\d-\d\d-\d{6}[+-]\d{4}\.csv$/)
})

// https://github.com/ag-grid/ag-grid/issues/1499
test('selected rows are written regardless of the filters', async () => {
  const shown = { ...selection, search: 'nothing' }
  const rows = await makeDownload({ unused: all }).run({ selection: shown, uids: ['b', 'gone', 'a'] })
  expect(rows.map(([name]) => name)).toEqual(['Secret', 'a', 'b'])
})

test('a namespace is written as it is followed, and refused if it isn’t', async () => {
  const { run, followed, open, proposed } = makeDownload()
  await expect(run({ namespace: 'runai-vision' })).rejects.toMatchObject({
    failure: { code: 'list-not-open' },
  })
  await followed.during(open, 'runai-vision', async (rows: Map<string, UnregisteredSecret>) => {
    rows.set('x', unregisteredSecret('x'))
    expect(await run({ namespace: 'runai-vision' })).toEqual([
      ['Secret', 'Created by'],
      ['x', 'kubectl'],
    ])
  })
  expect(proposed.at(-1)).toMatch(/^unregistered-secrets-prod-eu-runai-vision-/)
  await expect(run({ namespace: 'runai-vision' })).rejects.toThrow()
})

// The page rereads a namespace before the first reading has ended: the newer rows were removed with the older ones.
test('the end of an earlier reading of a namespace takes no rows of a later one', async () => {
  const { followed, open } = makeDownload()
  let endFirst = () => {}
  const first = followed.during(open, 'n', () => new Promise<void>((resolve) => (endFirst = resolve)))
  await followed.during(open, 'n', async (rows) => {
    rows.set('y', unregisteredSecret('y'))
    endFirst()
    await first
    expect([...(followed.rowsOf(open, 'n')?.keys() ?? [])]).toEqual(['y'])
  })
  expect(followed.rowsOf(open, 'n')).toBeNull()
})

// https://github.com/hhurz/tableExport.jquery.plugin/issues/230 and https://github.com/whispaste/whispaste/pull/125
test('CSV injection: what a stranger writes into a secret’s metadata runs in no spreadsheet', async () => {
  const formulas = ["=cmd|' /C calc'!A0", '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'x;=1', '＝1', '"=1']
  const hostile: SecretRow[] = formulas.map((formula, at) =>
    unusedSecret(`s${at}`, {
      createdBy: formula,
      secretType: formula,
      cluster: formula,
      scope: { kind: 'department', id: formula, name: formula },
    }),
  )
  const columns = [...secretColumnIds]
  const { run } = makeDownload({ unused: hostile as UnusedSecret[] })
  const [titles = [], ...rows] = await run({ selection: { ...selection, columns } })
  expect(rows).toHaveLength(formulas.length)
  for (const [at, row] of rows.entries())
    for (const id of ['createdBy', 'secretType', 'cluster', 'scopeId'] as const) {
      const cell = row[titles.indexOf(secretColumns[id].csvTitle)] ?? ''
      expect(cell).not.toMatch(/^["\0 ]*[=+\-@＝\t\r]|;=/)
      expect(withoutEscape(cell)).toBe(formulas[at])
    }
})

test('very many rows are written in pieces, between which it can be cancelled', async () => {
  const many = Array.from({ length: 100_000 }, (_, at) => unusedSecret(`s${at}`))
  const whole = makeDownload({ unused: many })
  expect(await whole.run()).toHaveLength(100_001)
  expect(whole.told.filter(({ kind }) => kind === 'writing')).toHaveLength(200)
  const cut = makeDownload({ unused: many, cancelAfter: 1000 })
  await cut.run()
  expect(cut.file()).toBeNull()
  expect(cut.told.at(-1)).toEqual({ kind: 'writing', rows: 1000, of: 100_000 })
})

test('a dialog that is closed writes nothing', async () => {
  const { run, told, file } = makeDownload({ unused: all, path: null })
  await run()
  expect([told, file()]).toEqual([[{ kind: 'asking' }, { kind: 'declined' }], null])
})

test('a selection from outside with other columns, or without any, is refused', () => {
  expect(SecretSelection.safeParse(selection).success).toBe(true)
  for (const part of [
    { columns: [] },
    { columns: ['data'] },
    { sort: { column: 'password', descending: false } },
    { filters: [{ ...keysFilter('data', ['x']) }] },
    { search: 'x'.repeat(1001) },
  ])
    expect(SecretSelection.safeParse({ ...selection, ...part }).success).toBe(false)
})
