import { describe, expect, it } from 'vitest'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { cellAt } from '../table/column.ts'
import { selectTableRows } from './select-rows.ts'
import { countedAges, columnFacets } from './show-rows.ts'
import { createSlices } from '../table/slices.ts'
import { sortInSlices } from './sort-rows.ts'
import { readText, selectionOf } from '../testing/read-text.ts'

const text = `Credential,Type,Status,Scope,Created,Note
Müller 10,Access key,No issues found,Project: b,2026-09-15T00:00:00Z,one
müller 9,Docker registry,Issues found,Cluster,2026-01-01T00:00:00Z,two
Harbor,Access key,No issues found,Department: a,,three
harbor,Password,Deleting…,Project: a,2026-06-25T00:00:00Z,=four
`
const name = 'x-2026-09-27.csv'

async function shown(changes: Partial<TableSelection>): Promise<string[]> {
  const { table } = await readText(text, name)
  const rows = await selectTableRows(table, selectionOf(6, changes), createSlices())
  return Array.from(rows, (row) => cellAt(table.cells[5]!, row))
}

describe('a selection', () => {
  it('has the rows as the file has them, unless they are sorted', async () => {
    expect(await shown({})).toEqual(['one', 'two', 'three', '=four'])
  })

  it.each<[number, string[], string[]]>([
    [0, ['three', '=four', 'two', 'one'], ['one', 'two', 'three', '=four']],
    [2, ['two', '=four', 'one', 'three'], ['one', 'three', '=four', 'two']],
    [3, ['two', 'three', '=four', 'one'], ['one', '=four', 'three', 'two']],
    [4, ['three', 'two', '=four', 'one'], ['one', '=four', 'two', 'three']],
    [6, ['three', 'one', '=four', 'two'], ['two', '=four', 'one', 'three']],
  ])(
    'is sorted by column %i as people expect, those of the same value as they stand',
    async (column, up, down) => {
      expect(await shown({ sort: { column, descending: false } })).toEqual(up)
      expect(await shown({ sort: { column, descending: true } })).toEqual(down)
    },
  )

  it('finds every word in some displayed column, without case and accents', async () => {
    expect(await shown({ search: 'MULLER access' })).toEqual(['one'])
    expect(await shown({ search: 'sep 2026' })).toEqual(['one'])
    expect(await shown({ search: '2026-09' })).toEqual(['one'])
    expect(await shown({ search: 'four', columns: [0] })).toEqual([])
  })

  it('filters by values, all of the filters at once', async () => {
    expect(await shown({ filters: [{ column: 1, values: ['Access key'] }] })).toEqual(['one', 'three'])
    expect(
      await shown({
        filters: [
          { column: 1, values: ['Access key', 'Docker registry'] },
          { column: 3, values: ['Cluster'] },
        ],
      }),
    ).toEqual(['two'])
    expect(await shown({ filters: [{ column: 5, values: ['=four'] }] })).toEqual(['=four'])
  })

  it('filters a column in which nearly every row says something else', async () => {
    const many = Array.from({ length: 9000 }, (_, at) => `note ${at}\n`).join('')
    const { table } = await readText(`Note\n${many}`, name)
    expect(table.cells[0]?.kind).toBe('plain')
    const filters = [{ column: 0, values: ['note 8999', 'note 7', 'no such note'] }]
    const rows = await selectTableRows(table, selectionOf(1, { filters }), createSlices())
    expect(Array.from(rows)).toEqual([7, 8999])
  })

  it('filters by ages under the limits', async () => {
    expect(await shown({ ages: ['overdue'] })).toEqual(['two'])
    expect(await shown({ ages: ['due', 'unknown'] })).toEqual(['three', '=four'])
    expect(await shown({ ages: ['due'], ageLimits: { due: 10, overdue: 1000 } })).toEqual([
      'one',
      'two',
      '=four',
    ])
  })
})

describe('what is counted', () => {
  it('are the values of a column, the most frequent first', async () => {
    const { table } = await readText(text, name)
    expect(await columnFacets(table, 1, createSlices())).toEqual({
      values: [
        { value: 'Access key', count: 2 },
        { value: 'Docker registry', count: 1 },
        { value: 'Username and password', count: 1 },
      ],
      distinct: 3,
    })
  })

  it('are ages of the rows that pass the other filters, whichever ages are chosen', async () => {
    const { table } = await readText(text, name)
    const countsOf = async (changes: Partial<TableSelection>) =>
      (await countedAges(table, selectionOf(6, changes), createSlices())).counts
    const all = { fresh: 1, due: 1, overdue: 1, unknown: 1 }
    expect(await countsOf({})).toEqual(all)
    expect(await countsOf({ ages: ['overdue'], sort: { column: 0, descending: true } })).toEqual(all)
    const { fresh, due, overdue, unknown } = await countsOf({
      ages: ['overdue'],
      filters: [{ column: 1, values: ['Access key'] }],
    })
    expect(fresh + due + overdue + unknown).toBe(2)
  })
})

describe('sorting in slices', () => {
  it('gives what sorting at once gives', async () => {
    for (const count of [0, 1, 4096, 4097, 30_001]) {
      const keys = Array.from({ length: count }, (_, at) => (at * 7919) % 1000)
      const compare = (a: number, b: number) => keys[a]! - keys[b]! || a - b
      const numbers = Int32Array.from({ length: count }, (_, at) => at)
      const expected = [...numbers].sort(compare)
      expect([...(await sortInSlices(numbers, compare, createSlices()))]).toEqual(expected)
    }
  })
})
