import { describe, expect, it } from 'vitest'
import { changeKinds, hasCommonColumn, type ComparedSide } from '../../../shared/snapshot.ts'
import { compareTables } from './compare-tables.ts'
import { selectTableRows } from '../query/select-rows.ts'
import { showRow } from '../query/show-rows.ts'
import { createSlices } from '../table/slices.ts'
import { textOf } from '../table/table.ts'
import { readText, selectionOf } from '../testing/read-text.ts'

const side = (name: string): ComparedSide => ({
  kind: 'table',
  name,
  at: '2026-09-27T00:00:00Z',
  rows: 0,
  sha256: '',
})

async function compared(before: string, after: string) {
  const [a, b] = [await readText(before), await readText(after)]
  const result = await compareTables(
    { table: a.table, side: side('before') },
    { table: b.table, side: side('after') },
    createSlices(),
  )
  const rows = await selectTableRows(result.table, selectionOf(1), createSlices())
  return { ...result, rows: Array.from(rows, (row) => showRow(result.table, row)) }
}

const head = 'Credential,Type,Status,Scope,Kubernetes name,Namespace,Cluster,Last rotation\n'
const row = (name: string, changes: { status?: string; rotated?: string; cluster?: string } = {}) =>
  `${name},Access key,${changes.status ?? 'No issues found'},Project: a,k-${name},runai-a,${changes.cluster ?? 'prod'},${changes.rotated ?? ''}\n`

describe('a comparison', () => {
  it('reports what was added, removed, changed and unchanged, ordered by name', async () => {
    const { comparison, rows } = await compared(
      head + row('b') + row('c') + row('a'),
      head + row('d') + row('a') + row('c', { status: 'Issues found', rotated: '2026-09-01T00:00:00Z' }),
    )
    expect(comparison.counts).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 1, unmatched: 0 })
    expect(comparison).toMatchObject({ matchedBy: 'kubernetes-name', isClusterMatched: true, unmatched: [] })
    expect(rows.map(({ cells, change }) => [cells[0], change])).toEqual([
      ['a', 'unchanged'],
      ['b', 'removed'],
      ['c', 'changed'],
      ['d', 'added'],
    ])
    expect(rows[2]?.cells.slice(2, 3)).toEqual(['Issues'])
    expect(rows[2]?.before?.slice(0, 8)).toEqual([null, null, 'No issues', null, null, null, null, ''])
    expect(rows[0]?.before).toBeUndefined()
  })

  it('does not take text as a time: what differs is changed, and its age is unknown', async () => {
    const keys = 'Credential,Cluster,Namespace,Kubernetes name,Last rotation\nx,c,n,s,'
    const { comparison, rows, table } = await compared(`${keys}ticket 12\n`, `${keys}case 12\n`)
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 0, unmatched: 0 })
    expect(rows[0]?.before).toContain('ticket 12')
    expect(table.columns[5]).toMatchObject({ id: 'age' })
    expect(rows[0]?.cells.slice(4)).toEqual(['case 12', ''])
  })

  it('matches nothing if no column is common', async () => {
    const { comparison } = await compared('Host\na\n', 'Credential\nb\n')
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 0, unmatched: 2 })
    expect(comparison.unmatched).toEqual([
      { side: 'before', reason: 'no-key', rows: 1, examples: ['a'] },
      { side: 'after', reason: 'no-key', rows: 1, examples: ['b'] },
    ])
    expect(hasCommonColumn(comparison)).toBe(false)
  })

  it('never matches by what happens to be common', async () => {
    const named = await compared('Host,Team\na,x\n', 'Credential,Team\nb,x\n')
    expect(named.comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 0, unmatched: 2 })
    expect(hasCommonColumn(named.comparison)).toBe(true)
    const empty = await compared('Host,Team\na,\n', 'Server,Team\nb,\n')
    expect(empty.comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 0, unmatched: 2 })
    const derived = await compared('Host,Age (days)\na,3\n', 'Server,Age (days)\nb,3\n')
    expect(derived.comparison.counts).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      unchanged: 0,
      unmatched: 2,
    })
  })

  it('finds a table equal to itself and to its reverse, with any content', async () => {
    const rows = [
      row('a'),
      row('b', { status: 'Issues found' }),
      row('b', { status: 'Issues found' }),
      'n,,,,,,,\n',
      '"",,,,,,,\n',
      ',Access key,,,,,,\n',
      row('constructor', { rotated: 'ticket 12' }),
    ]
    for (const other of [rows, rows.toReversed()]) {
      const { comparison } = await compared(head + rows.join(''), head + other.join(''))
      expect(comparison.counts).toEqual({
        added: 0,
        removed: 0,
        changed: 0,
        unchanged: rows.length,
        unmatched: 0,
      })
      expect(comparison.unmatched).toEqual([])
    }
  })

  it.each([
    // dathere/qsv#2509: results differed between runs if the first file contained a key twice.
    [
      'Credential,c2\na,1\na,2\nb,3\nc,4\nb,5\n',
      'Credential,c2\na,1\nb,3\nc,4\n',
      { added: 0, removed: 2, changed: 0, unchanged: 3, unmatched: 0 },
    ],
    // simonw/csv-diff#31: a duplicate key, and a short row.
    [
      'Credential,b,c,d\n1,2,3,4\n1,2,3,4\n3,2,3,4\n',
      'Credential,b,c,d\n1,2,3,4\n1,2,3\n3,2,3,4\n',
      { added: 0, removed: 0, changed: 1, unchanged: 2, unmatched: 0 },
    ],
    // larsyencken/csvdiff#60: a column that only one file has, before the key.
    [
      'Credential,b\n1,2\n',
      "'Credential',Credential,b\nx,1,2\n",
      { added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 0 },
    ],
  ])('gives one answer where peers fail: %j', async (before, after, counts) => {
    for (let time = 0; time < 3; time += 1)
      expect((await compared(before, after)).comparison.counts).toEqual(counts)
  })

  it('says which column only one side has, and counts it as no change', async () => {
    const { comparison, rows } = await compared(
      'Kubernetes name,Namespace,Old\nk,n,1\ngone,n,2\n',
      'namespace,kubernetes name,New\nn,k,3\n',
    )
    expect(comparison.counts).toEqual({ added: 0, removed: 1, changed: 0, unchanged: 1, unmatched: 0 })
    expect(comparison.columns.map(({ title, in: where }) => [title, where])).toEqual([
      ['Namespace', 'both'],
      ['Kubernetes name', 'both'],
      ['New', 'after'],
      ['Old', 'before'],
    ])
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['n', 'k', '3', '1'],
      ['n', 'gone', '', '2'],
    ])
  })

  it('matches by scope and name where a side has no Kubernetes names', async () => {
    const { comparison } = await compared(
      'Credential,Scope,Type\na,Cluster,Access key\na,Project: x,Access key\n',
      'Credentials,Scope,Type,Kubernetes name\na,project/x,access-key,k1\na,Cluster-wide,password,k2\n',
    )
    expect(comparison).toMatchObject({ matchedBy: 'credential-name', isClusterMatched: false })
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 1, unmatched: 0 })
  })

  it('matches rows without a Kubernetes name by scope and name', async () => {
    const text = 'Credential,Scope,Kubernetes name,Namespace\na,Cluster,,\nb,Cluster,k,n\n'
    const { comparison } = await compared(text, text.replace('b,', 'c,'))
    expect(comparison.matchedBy).toBe('both')
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 1, unmatched: 0 })
  })

  it('tells clusters apart only if both sides name them', async () => {
    const two = head + row('a') + row('a', { cluster: 'test' })
    expect((await compared(two, two)).comparison.counts.unchanged).toBe(2)
    const { comparison } = await compared(two, head + row('a', { cluster: 'test' }))
    expect(comparison.counts).toEqual({ added: 0, removed: 1, changed: 0, unchanged: 1, unmatched: 0 })
    const without = await compared(
      'Kubernetes name,Namespace\nk,n\n',
      'Kubernetes name,Namespace,Cluster\nk,n,prod\n',
    )
    expect(without.comparison).toMatchObject({ isClusterMatched: false, counts: { unchanged: 1, added: 0 } })
  })

  it('distinguishes namespaces: a secret of the same name in another one is another secret', async () => {
    const keyed = 'Kubernetes name,Namespace,Credential\n'
    const { comparison } = await compared(`${keyed}k,n,a\nk,m,b\n`, `${keyed}k,m,b\nk,o,a\n`)
    expect(comparison.counts).toEqual({ added: 1, removed: 1, changed: 0, unchanged: 1, unmatched: 0 })
    expect(comparison.unmatched).toEqual([])
  })

  it('does not guess between rows of the same key: equal ones match, the others are reported', async () => {
    const keyed = 'Kubernetes name,Namespace,Credential\n'
    const { comparison } = await compared(
      `${keyed}k,n,a\nk,n,b\nk,n,c\n`,
      `${keyed}k,n,x\nk,n,b\nk,n,y\nk,n,z\n`,
    )
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 5 })
    expect(comparison.unmatched).toEqual([
      { side: 'before', reason: 'key-doubled', rows: 2, examples: ['a', 'c'] },
      { side: 'after', reason: 'key-doubled', rows: 3, examples: ['x', 'y', 'z'] },
    ])
    const doubled = await compared(`${keyed}k,n,a\n`, `${keyed}k,n,x\nk,n,a\n`)
    expect(doubled.comparison.counts).toEqual({
      added: 1,
      removed: 0,
      changed: 0,
      unchanged: 1,
      unmatched: 0,
    })
    const one = await compared(`${keyed}k,n,a\nk,n,b\n`, `${keyed}k,n,b\nk,n,c\n`)
    expect(one.comparison.counts).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 1, unmatched: 0 })
  })

  it('adds up on each side, and says why each unmatched row has no match', async () => {
    const keyed = 'Kubernetes name,Namespace,Credential\n'
    const { comparison, table } = await compared(
      `${keyed}k,n,a\nk,n,b\nu,n,same\n,,old\nv,n,gone\n`,
      `${keyed}k,n,x\nk,n,y\nk,n,z\nu,n,same\nw,n,new\n`,
    )
    const { counts, before, after, unmatched } = comparison
    const left = (of: 'before' | 'after') =>
      unmatched.reduce((sum, { side: own, rows: count }) => sum + (own === of ? count : 0), 0)
    expect(before.rows).toBe(counts.removed + counts.changed + counts.unchanged + left('before'))
    expect(after.rows).toBe(counts.added + counts.changed + counts.unchanged + left('after'))
    expect(counts.unmatched).toBe(left('before') + left('after'))
    const told = Array.from({ length: table.rowCount }, (_, row) =>
      [
        textOf(table, 'name', row),
        changeKinds[table.compared?.changes[row] ?? -1],
        table.compared?.reasonOf(row) ?? '-',
      ].join(' '),
    )
    const ofAfter = ['x', 'y', 'z'].map((name) => `${name} unmatched key-doubled`)
    const ofBefore = ['a', 'b'].map((name) => `${name} unmatched key-doubled`)
    expect(told.slice(0, table.compared?.afterCount)).toEqual([...ofAfter, 'same unchanged -', 'new added -'])
    expect(told.slice(table.compared?.afterCount)).toEqual([...ofBefore, 'old removed -', 'gone removed -'])
  })

  it('reports rows without any name, which match if they are equal', async () => {
    const { comparison } = await compared('Credential,Note\n,same\n,old\n', 'Credential,Note\n,new\n,same\n')
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 2 })
    expect(comparison.unmatched).toEqual([
      { side: 'before', reason: 'no-key', rows: 1, examples: ['old'] },
      { side: 'after', reason: 'no-key', rows: 1, examples: ['new'] },
    ])
    expect((await compared('x,y\n1,2\n', 'x,y\n1,2\n')).comparison).toMatchObject({
      matchedBy: 'nothing',
      counts: { unchanged: 1, unmatched: 0 },
    })
  })

  it('is not confused by names that only look alike when put together', async () => {
    const keyed = 'Kubernetes name,Namespace,Cluster\n'
    const { comparison } = await compared(`${keyed}c,b,a1:\n`, `${keyed}c,1:b,a\n`)
    expect(comparison.counts).toEqual({ added: 1, removed: 1, changed: 0, unchanged: 0, unmatched: 0 })
  })

  it('takes values as equal that differ only in form', async () => {
    const keyed = 'Kubernetes name,Namespace,Status,Rotated,Created,Type,Scope\n'
    const { comparison } = await compared(
      `${keyed}k,n,Issues found,Never,2026-09-27T14:03:22Z,docker-registry,Project: a\n`,
      `${keyed}k,n,3 issues,,2026-09-27 16:03 +0200,Docker Registry,project/a\n`,
    )
    expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 0 })
    const reverse = 'Kubernetes name,Namespace,Status,Rotated\n'
    const back = await compared(
      `${reverse}k,n,3 issues,2026-09-27T14:03:22Z\n`,
      `${reverse}k,n,Issues found,2026-09-27 16:03 +0200\n`,
    )
    expect(back.comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 1, unmatched: 0 })
    const other = await compared(`${keyed}k,n,2 issues,,,,\n`, `${keyed}k,n,3 issues,,,,\n`)
    expect(other.comparison.counts.changed).toBe(1)
  })

  it('ignores other kinds of line breaks in cells, keys and titles', async () => {
    const text = 'Credential,Scope,"Long\nnote"\n"a\nb",x,"1\n2\n3"\n"c",x,"4\n\n5"\n'
    for (const end of ['\r\n', '\r']) {
      const { comparison } = await compared(text, text.replaceAll('\n', end))
      expect(comparison.counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 2, unmatched: 0 })
      expect(comparison.columns.every((column) => column.in === 'both')).toBe(true)
    }
    const other = await compared(text, text.replace('4\n\n5', '4\n5'))
    expect(other.comparison.counts.changed).toBe(1)
  })

  it('never compares ages', async () => {
    const text = 'Kubernetes name,Namespace,Created\nk,n,2026-09-01T00:00:00Z\n'
    const [a, b] = [await readText(text, 'x-2026-09-02.csv'), await readText(text, 'x-2026-10-02.csv')]
    const { comparison, table } = await compareTables(
      { table: a.table, side: side('a') },
      { table: b.table, side: side('b') },
      createSlices(),
    )
    expect(comparison.counts.unchanged).toBe(1)
    expect(table.columns.at(-1)).toMatchObject({ title: 'Age', isDerived: true, in: 'both' })
  })

  it('counts the same as a plain look at many rows', async () => {
    const names = Array.from({ length: 9000 }, (_, index) => index)
    const before =
      head +
      names
        .filter((name) => name % 7 !== 0)
        .map((name) => row(`n${name}`))
        .join('')
    const after =
      head +
      names
        .filter((name) => name % 5 !== 0)
        .map((name) => row(`n${name}`, { status: name % 3 === 0 ? 'Issues found' : 'No issues found' }))
        .reverse()
        .join('')
    const both = names.filter((name) => name % 7 !== 0 && name % 5 !== 0)
    const { comparison, rows } = await compared(before, after)
    expect(comparison.counts).toEqual({
      added: names.filter((name) => name % 7 === 0 && name % 5 !== 0).length,
      removed: names.filter((name) => name % 7 !== 0 && name % 5 === 0).length,
      changed: both.filter((name) => name % 3 === 0).length,
      unchanged: both.filter((name) => name % 3 !== 0).length,
      unmatched: 0,
    })
    for (const { cells, change } of rows) {
      const name = Number(cells[0]?.slice(1))
      if (change === 'added') expect(name % 7).toBe(0)
      if (change === 'removed') expect(name % 5).toBe(0)
      if (change === 'changed') expect(name % 3).toBe(0)
    }
  })
})
