import { describe, expect, it } from 'vitest'
import { compareTables } from '../../electron/snapshots/compare/compare-tables.ts'
import { createSlices } from '../../electron/snapshots/table/slices.ts'
import { readText, rowsOf as cellsOf } from '../../electron/snapshots/testing/read-text.ts'
import { columnIds, columns, defaultColumns } from '../../shared/columns.ts'
import type { ComparedSide } from '../../shared/snapshot.ts'
import { consoleExports, credenzaExport } from './console-exports.ts'

const side: ComparedSide = { kind: 'table', name: 'x.csv', at: '2026-11-29T00:00:00Z', rows: 0, sha256: '' }

async function compared(before: string, after: string) {
  const [a, b] = [await readText(before), await readText(after)]
  const { comparison } = await compareTables(
    { table: a.table, side },
    { table: b.table, side },
    createSlices(),
  )
  return { comparison, before: a.table, after: b.table }
}

/** A row with copies is recognized by the text of its CSV. */
it('has a row with copies', () => expect(credenzaExport()).toContain('"2 copies, 1 differs"'))

const bare = columnIds.filter((id) => !['scopeId', 'copies'].includes(id))
const files = [
  ...consoleExports,
  { version: 'Credenza', text: credenzaExport() },
  { version: 'Credenza’s displayed columns', text: credenzaExport(defaultColumns) },
  { version: 'Credenza without later columns', text: credenzaExport(bare) },
]
const pairs = files.flatMap((before) =>
  files.map((after) => ({
    before,
    after,
    of: `${before.version}, ${after.version}`,
  })),
)

describe('exports of the same credentials', () => {
  it.each(pairs)('differ only by the rows that a version can’t have: $of', async ({ before, after }) => {
    const { comparison, ...tables } = await compared(before.text, after.text)
    const rows = Math.min(tables.before.rowCount, tables.after.rowCount)
    expect(comparison).toMatchObject({
      counts: {
        added: tables.after.rowCount - rows,
        removed: tables.before.rowCount - rows,
        changed: 0,
        unchanged: rows,
        unmatched: 0,
      },
      unmatched: [],
      isClusterMatched: true,
    })
  })

  it.each(consoleExports)(
    'are known as the console’s, with words of Credenza: $version',
    async ({ text }) => {
      const { table, snapshot } = await readText(text)
      const known = (id: (typeof columnIds)[number]) =>
        cellsOf(table).map((row) => row[table.columns.findIndex((column) => column.id === id)])
      const words = (id: 'type' | 'status', all: string[]) =>
        expect(known(id)).toEqual(all.slice(0, table.rowCount))
      words('type', [
        'Docker registry',
        'Access key',
        'Username and password',
        'Generic secret',
        'NGC API key',
      ])
      words('status', ['No issues', 'Issues', 'Deleting…', 'Creating…', 'No status'])
      expect(snapshot.remarks).toEqual([])
      expect(snapshot).toMatchObject({ maker: 'console', isCut: false })
      expect(known('createdAt').every((time) => /^2026-11-\d\dT\d\d:\d\d/.test(time ?? ''))).toBe(true)
      expect(snapshot.clusters).toEqual(['prod-eu-1'])
    },
  )

  it('keep what uses them as columns under the titles of the file, the same in each form', async () => {
    const [old, today] = ['2.20', '3.0'].map((of) => consoleExports.find(({ version }) => version === of))
    const { comparison, before } = await compared(old?.text ?? '', today?.text ?? '')
    const usage = before.columns.filter(({ id }) => id === null)
    expect(usage.map(({ title }) => title)).toEqual(['Environment(s)', 'Data source(s)'])
    expect(comparison.columns.filter(({ title }) => /^(Env|Data)/.test(title))).toEqual([
      { title: 'Environments', id: null, isDerived: false, in: 'both' },
      { title: 'Data sources', id: null, isDerived: false, in: 'both' },
    ])
    const other = (today?.text ?? '').replace('pytorch, tensorflow', 'pytorch')
    expect((await compared(old?.text ?? '', other)).comparison.counts.changed).toBe(1)
  })

  it('have the console’s columns in its order where Credenza wrote all of them', () => {
    const today = consoleExports.at(-1)?.text.split('\r\n')[0]?.split(',') ?? []
    const ours = columnIds.map((id) => columns[id].csvTitle)
    const both = today.filter((title) => ours.includes(title))
    expect(both).toHaveLength(9)
    expect(ours.filter((title) => both.includes(title))).toEqual(both)
  })
})

describe('who made an export', () => {
  const makerOf = async (text: string) => (await readText(text)).snapshot.maker
  it('is as complete as its titles say', async () => {
    expect(await makerOf(credenzaExport())).toBe('credenza')
    const title = 'Credential,Type,Status,Scope,Creation time\n'
    expect(await makerOf(title)).toBe('credenza-or-console')
    expect(await makerOf(`\uFEFF${title}`)).toBe('credenza')
    expect(await makerOf(`Compute resource(s),${title}`)).toBe('console')
    expect(await makerOf(`Team,${title}`)).toBe('other')
  })

  it('does not make a console’s file without a last line break look cut', async () => {
    const text = 'Credential,Type,Scope\na,Access key,Cluster'
    expect((await readText(text)).snapshot.isCut).toBe(false)
    expect((await readText(`\uFEFF${text}`)).snapshot.isCut).toBe(true)
  })
})

describe('scopes in other words', () => {
  const one = async (before: string, after: string, clusters = true) => {
    const file = (scope: string) =>
      clusters ? `Credential,Scope,Cluster\na,${scope},prod\n` : `Credential,Scope\na,${scope}\n`
    return (await compared(file(before), file(after))).comparison.counts
  }
  const same = { added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 0 }
  const other = { added: 1, removed: 1, changed: 0, unchanged: 0, unmatched: 0 }

  it('are the same if they name the same place', async () => {
    expect(await one('seg-3d', 'Project: seg-3d')).toEqual(same)
    expect(await one('Department: research', 'research', false)).toEqual(same)
    expect(await one('halden/prod', 'Cluster')).toEqual(same)
    expect(await one('prod', 'Cluster')).toEqual(same)
    expect(await one('prod > research > seg-3d', 'Project: seg-3d')).toEqual(same)
  })

  it('are others if they name another one, and changed if they name another kind', async () => {
    expect(await one('seg-3d', 'Project: seg-2d')).toEqual(other)
    expect(await one('Project: a', 'Department: a')).toEqual(other)
    expect(await one('halden/prod/a', 'Project: a')).toEqual({
      added: 0,
      removed: 0,
      changed: 1,
      unchanged: 0,
      unmatched: 0,
    })
    expect(await one('prod', 'Cluster', false)).toEqual(other)
  })

  it('leave open which is meant if two have one name, which is reported', async () => {
    const ours = 'Credential,Scope\na,Project: x\na,Department: x\n'
    const { comparison } = await compared('Credential,Scope\na,x\n', ours)
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 0, unmatched: 3 })
    expect(comparison.unmatched.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['key-doubled', 1],
      ['key-doubled', 2],
    ])
  })

  it('are the same if a department went by its id before', async () => {
    const keyed = 'Kubernetes name,Namespace,Scope'
    const { comparison } = await compared(
      `${keyed}\nk,runai,Department: 4500043\n`,
      `${keyed},Scope ID\nk,runai,Department: research,4500043\n`,
    )
    expect(comparison.counts).toEqual(same)
    const old = 'Credential,Scope\na,Department: 4500043\nb,Department: ops\n'
    const named = 'Credential,Scope,Scope ID\na,Department: research,4500043\nb,Department: ops,4500044\n'
    for (const [before, after] of [
      [old, named],
      [named, old],
    ] as const)
      expect((await compared(before, after)).comparison.counts).toEqual({
        ...same,
        unchanged: 2,
        unmatched: 0,
      })
    const renamed = 'Kubernetes name,Namespace,Scope,Scope ID\nk,n,Department: a,4500043\n'
    expect((await compared(renamed, renamed.replace(': a', ': b'))).comparison.counts.changed).toBe(1)
    const moved = old.replace('4500043', '4500049')
    expect((await compared(moved, named)).comparison.counts).toEqual({ ...other, unchanged: 1, unmatched: 0 })
  })
})

describe('a status of the console', () => {
  it.each([
    ['Updating', ['updating', 'Updating…', 'UPDATING', 'Updating...']],
    ['Failed', ['failed', 'FAILED']],
    ['Deletion failed', ['deletion failed', 'DeletionFailed', 'DELETION_FAILED', 'Deletion failed…']],
    ['Creating…', ['Creating', 'creating...', 'Creating ..', 'CREATING']],
    ['Deleting…', ['Deleting', 'deleting…']],
    ['No issues', ['No issues found', 'NoIssuesFound', 'no issues']],
    ['Issues', ['Issues found', 'ISSUES FOUND', 'issues_found']],
    ['No status', ['No Status', 'no status', '-', 'NoStatus']],
    ['2 issues', ['2 issues found', ' 2 Issues ']],
  ])('is read by its meaning: %s', async (word, forms) => {
    const { table } = await readText(`Credential,Status\n${forms.map((form) => `a,${form}\n`).join('')}`)
    expect(cellsOf(table).map((row) => row[1])).toEqual(forms.map(() => word))
  })
})
