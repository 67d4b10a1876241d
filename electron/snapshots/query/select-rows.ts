import { dateText, isTimeColumn } from '../../../shared/columns.ts'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { ageClass } from '../../../shared/rotation.ts'
import { fold, searchWords } from '../../../shared/search-text.ts'
import { changeKinds, type TableColumn } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { allInSlices, eachInSlices, rowsPerLook, type Slices } from '../table/slices.ts'
import { orderBy } from './sort-rows.ts'
import { agesOf, placeOf, type Table } from '../table/table.ts'

/** The numbers of the selected rows, in the selection's order. */
export async function selectTableRows(
  table: Table,
  selection: TableSelection,
  slices: Slices,
): Promise<Int32Array> {
  const passes = new Uint8Array(table.rowCount).fill(1)
  await filterByValues(table, selection, passes, slices)
  await filterByKinds(table, selection, passes, slices)
  await filterBySearch(table, selection, passes, slices)
  return inOrder(table, selection, passes, slices)
}

/** Some rows by number, in the selection's order. */
export function orderTableRows(
  table: Table,
  rows: Int32Array,
  selection: TableSelection,
  slices: Slices,
): Promise<Int32Array> {
  const passes = new Uint8Array(table.rowCount)
  for (const row of rows) passes[row] = 1
  return inOrder(table, selection, passes, slices)
}

async function filterByValues(
  { cells, rowCount }: Table,
  { filters }: TableSelection,
  passes: Uint8Array,
  slices: Slices,
): Promise<void> {
  for (const { column, values } of filters) {
    const found = cells[column]
    const wanted = new Set(values)
    if (found === undefined || wanted.size === 0) continue
    if (found.kind === 'coded') {
      const isWanted = found.values.map((value) => wanted.has(value))
      await eachInSlices(rowCount, slices, (row) => {
        if (isWanted[found.codes[row] ?? 0] !== true) passes[row] = 0
      })
    } else {
      await eachInSlices(rowCount, slices, (row) => {
        if (!wanted.has(cellAt(found, row))) passes[row] = 0
      })
    }
  }
}

/** Filters by kind of change, and by class of age. */
async function filterByKinds(
  table: Table,
  { changes, ages, ageLimits }: TableSelection,
  passes: Uint8Array,
  slices: Slices,
): Promise<void> {
  const { compared, rowCount } = table
  if (compared !== null && changes.length > 0) {
    const isWanted = changeKinds.map((kind) => changes.includes(kind))
    await eachInSlices(rowCount, slices, (row) => {
      if (isWanted[compared.changes[row] ?? 0] !== true) passes[row] = 0
    })
  }
  if (ages.length === 0) return
  const days = await keptAges(table, slices)
  await eachInSlices(rowCount, slices, (row) => {
    const age = days[row] ?? -1
    if (!ages.includes(ageClass(age < 0 ? null : age, ageLimits))) passes[row] = 0
  })
}

/** The ages of a table's rows, computed once. */
export async function keptAges(table: Table, slices: Slices): Promise<Int32Array> {
  table.kept.ages ??= await agesOf(table, slices)
  return table.kept.ages
}

/** The searchable text of a cell: a time is found both as shown and as stored. */
function searchedText({ id }: TableColumn): (text: string) => string {
  if (!isTimeColumn(id)) return fold
  return (text) => {
    if (text === '') return id === 'rotatedAt' ? 'never' : ''
    return fold(`${dateText(text)} ${text}`)
  }
}

/** Longer texts are folded in parts; in UTF-16 code units. */
const longestFold = 64 * 1024

/** Like `fold`, for texts of many megabytes. */
async function foldLong(text: string, slices: Slices): Promise<string> {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    let end = at + longestFold
    // Never splits a surrogate pair, or a letter from its combining mark.
    while (end < text.length && /^[\udc00-\udfff\p{M}]/u.test(text.charAt(end))) end += 1
    parts.push(fold(text.slice(at, end)))
    at = end
    if (slices.isUp()) await slices.next()
  }
  return parts.join('')
}

/** The folded texts of a column: of its different values, or of every row. */
async function foldedTexts(table: Table, place: number, slices: Slices): Promise<string[]> {
  const known = table.kept.folded.get(place)
  if (known !== undefined) return known
  const [column, cells] = [table.columns[place], table.cells[place]]
  if (column === undefined || cells === undefined || cells.kind === 'sparse') return []
  const texts = cells.kind === 'coded' ? cells.values : cells.cells
  const read = searchedText(column)
  const folded: string[] = []
  for (let from = 0; from < texts.length; from += rowsPerLook) {
    for (const text of texts.slice(from, from + rowsPerLook))
      folded.push(text.length > longestFold ? await foldLong(text, slices) : read(text))
    if (slices.isUp()) await slices.next()
  }
  table.kept.folded.set(place, folded)
  return folded
}

async function filterBySearch(
  table: Table,
  { search, columns }: TableSelection,
  passes: Uint8Array,
  slices: Slices,
): Promise<void> {
  for (const word of searchWords(search)) {
    const found = new Uint8Array(table.rowCount)
    for (const place of new Set(columns)) {
      const cells = table.cells[place]
      if (cells === undefined) continue
      if (cells.kind === 'sparse') {
        await allInSlices(cells.cells, slices, ([row, text]) => {
          if (fold(text).includes(word)) found[row] = 1
        })
        continue
      }
      const folded = await foldedTexts(table, place, slices)
      if (cells.kind === 'coded') {
        const has = Uint8Array.from(folded, (text) => (text.includes(word) ? 1 : 0))
        if (!has.includes(1)) continue
        await eachInSlices(table.rowCount, slices, (row) => {
          if (has[cells.codes[row] ?? 0] === 1) found[row] = 1
        })
      } else {
        await eachInSlices(table.rowCount, slices, (row) => {
          if (passes[row] === 1 && found[row] === 0 && folded[row]?.includes(word) === true) found[row] = 1
        })
      }
    }
    for (let row = 0; row < passes.length; row += 1) if (found[row] === 0) passes[row] = 0
  }
}

async function inOrder(
  table: Table,
  { sort }: TableSelection,
  passes: Uint8Array,
  slices: Slices,
): Promise<Int32Array> {
  let count = 0
  for (const pass of passes) count += pass
  const selected = new Int32Array(count)
  let at = 0
  const take = (row: number) => {
    if (passes[row] === 1) selected[at++] = row
  }
  const place = sort?.column ?? (table.compared === null ? -1 : placeOf(table.columns, 'name'))
  if (table.cells[place] === undefined) {
    await eachInSlices(table.rowCount, slices, take)
    return selected
  }
  const { order, ranks } = await orderBy(table, place, slices)
  if (sort?.descending !== true) {
    await eachInSlices(order.length, slices, (index) => take(order[index] ?? 0))
    return selected
  }
  // From the last key to the first; rows with equal keys keep their order.
  for (let end = order.length; end > 0;) {
    const rank = ranks[order[end - 1] ?? 0]
    let start = end - 1
    while (start > 0 && ranks[order[start - 1] ?? 0] === rank) start -= 1
    for (let index = start; index < end; index += 1) take(order[index] ?? 0)
    end = start
    if (slices.isUp()) await slices.next()
  }
  return selected
}
