import { timeValue } from '../../../shared/known-times.ts'
import { sortText } from '../../../shared/search-text.ts'
import type { TableColumn } from '../../../shared/snapshot.ts'
import { isTimeColumn } from '../../../shared/columns.ts'
import { cellAt, type CellColumn } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

type Key = string | number

const statusRank = (text: string): string => {
  if (text === 'No issues') return '4'
  if (text === 'No status') return '1'
  if (text === 'Deleting…') return '2'
  return text === 'Creating…' ? '3' : '0'
}
const scopeRank = (text: string): string => {
  if (text.startsWith('Department')) return '1'
  return text.startsWith('Project') ? '2' : '0'
}

/** The sort key of a column: times by time, ages by number, words in the live list's order. */
function keyReader({ id, isDerived }: TableColumn): (text: string) => Key {
  if (isDerived) return (text) => (/^\d+$/.test(text) ? Number(text) : -1)
  if (isTimeColumn(id)) {
    return (text) => {
      const time = timeValue(text)
      // Anything but a time sorts before all times, notably empty cells.
      return Number.isNaN(time) ? -8.64e15 : time
    }
  }
  if (id === 'status') return (text) => statusRank(text) + sortText(text)
  if (id === 'scope') return (text) => scopeRank(text) + sortText(text)
  return sortText
}

const compareKeys = (a: Key, b: Key): number => (a === b ? 0 : a < b ? -1 : 1)

/** Longer texts are sorted by their beginning; in UTF-16 code units. */
const longestSorted = 2000

/** How many rows are sorted in one go, without letting messages through. */
const runLength = 4096

/** Sorts numbers by a total order, in slices: sorts short runs, then merges them. */
export async function sortInSlices(
  numbers: Int32Array,
  compare: (a: number, b: number) => number,
  slices: Slices,
): Promise<Int32Array> {
  for (let from = 0; from < numbers.length; from += runLength) {
    numbers.subarray(from, from + runLength).sort(compare)
    if (slices.isUp()) await slices.next()
  }
  let source = numbers
  let target: Int32Array = new Int32Array(numbers.length)
  for (let width = runLength; width < source.length; width *= 2) {
    let [left, right, middle, end] = [0, 0, 0, 0]
    const [from, to] = [source, target]
    await eachInSlices(from.length, slices, (at) => {
      if (at === end) {
        left = at
        middle = Math.min(at + width, from.length)
        right = middle
        end = Math.min(at + 2 * width, from.length)
      }
      const isLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0)
      to[at] = from[isLeft ? left++ : right++] ?? 0
    })
    ;[source, target] = [target, source]
  }
  return source
}

interface ColumnOrder {
  /** All rows; those with equal keys keep the table's order. */
  order: Int32Array
  /** By row: the rank of its key. */
  ranks: Int32Array
}

/** The order of all rows by a column, cached. */
export async function orderBy(table: Table, place: number, slices: Slices): Promise<ColumnOrder> {
  const known = table.kept.orders.get(place)
  if (known !== undefined) return known
  const column = table.columns[place]
  const cells = table.cells[place]
  if (column === undefined || cells === undefined) return asItStands(table.rowCount)
  const ranks = await ranksOf(cells, table.rowCount, keyReader(column), slices)
  const order = await countedOrder(ranks, slices)
  table.kept.orders.set(place, { order, ranks })
  return { order, ranks }
}

function asItStands(rowCount: number): ColumnOrder {
  return { order: Int32Array.from({ length: rowCount }, (_, row) => row), ranks: new Int32Array(rowCount) }
}

/** The rank of each row, computed from the different texts if they are few, else from every row. */
async function ranksOf(
  cells: CellColumn,
  rowCount: number,
  keyOf: (text: string) => Key,
  slices: Slices,
): Promise<Int32Array> {
  const count = cells.kind === 'coded' ? cells.values.length : rowCount
  const textAt =
    cells.kind === 'coded' ? (at: number) => cells.values[at] ?? '' : (at: number) => cellAt(cells, at)
  const keys: Key[] = []
  await eachInSlices(count, slices, (at) => {
    const text = textAt(at)
    keys.push(keyOf(text.length > longestSorted ? text.slice(0, longestSorted) : text))
  })
  const compare = (a: number, b: number) => compareKeys(keys[a] ?? '', keys[b] ?? '') || a - b
  const sorted = await sortInSlices(asItStands(count).order, compare, slices)
  const ranks = new Int32Array(count)
  let rank = -1
  let last: Key | undefined
  await eachInSlices(count, slices, (at) => {
    const own = sorted[at] ?? 0
    if (keys[own] !== last) rank += 1
    last = keys[own]
    ranks[own] = rank
  })
  if (cells.kind !== 'coded') return ranks
  const byRow = new Int32Array(rowCount)
  await eachInSlices(rowCount, slices, (row) => void (byRow[row] = ranks[cells.codes[row] ?? 0] ?? 0))
  return byRow
}

/** Rows in order of their ranks; rows of equal rank keep their order. */
async function countedOrder(ranks: Int32Array, slices: Slices): Promise<Int32Array> {
  let most = 0
  for (const rank of ranks) if (rank > most) most = rank
  const starts = new Int32Array(most + 2)
  await eachInSlices(ranks.length, slices, (row) => {
    const next = (ranks[row] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  })
  for (let rank = 1; rank < starts.length; rank += 1)
    starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0)
  const order = new Int32Array(ranks.length)
  await eachInSlices(ranks.length, slices, (row) => {
    const rank = ranks[row] ?? 0
    const at = starts[rank] ?? 0
    order[at] = row
    starts[rank] = at + 1
  })
  return order
}
