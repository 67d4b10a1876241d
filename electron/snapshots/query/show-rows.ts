import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import type { Ages } from '../../../shared/rotation.ts'
import { countAges } from '../../../shared/rotation.ts'
import { changeKinds, longestCell, type FacetValue, type TableRow } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { keptAges, selectTableRows } from './select-rows.ts'
import { allInSlices, eachInSlices, rowsPerLook, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

const mostFacets = 500

/** A cell as the window shows it: of limited length, and with a visible symbol for zero bytes. */
export function shownCell(text: string): string {
  const cut = text.length > longestCell ? `${text.slice(0, longestCell - 1).toWellFormed()}…` : text
  return cut.includes('\0') ? cut.replaceAll('\0', '␀') : cut
}

/** A row; for a comparison also with the cells before the change. */
export function showRow(table: Table, row: number, id = row): TableRow {
  const cells = table.cells.map((column) => shownCell(cellAt(column, row)))
  if (table.compared === null) return { id, cells }
  const { changes, beforeCells, beforeRows, isSame } = table.compared
  const change = changeKinds[changes[row] ?? 0] ?? 'unchanged'
  if (change !== 'changed') return { id, cells, change }
  const before = beforeCells.map((column, place) =>
    column === null || isSame(place, row) ? null : shownCell(cellAt(column, beforeRows[row] ?? 0)),
  )
  return { id, cells, change, before }
}

/** The most frequent values of a column. Omits values that are too long to be shown completely. */
export async function columnFacets(
  table: Table,
  place: number,
  slices: Slices,
): Promise<{ values: FacetValue[]; distinct: number }> {
  const column = table.cells[place]
  if (column === undefined) return { values: [], distinct: 0 }
  const counts = new Map<string, number>()
  const count = (value: string, by: number) => counts.set(value, (counts.get(value) ?? 0) + by)
  if (column.kind === 'coded') {
    const byCode = new Uint32Array(column.values.length)
    await eachInSlices(table.rowCount, slices, (row) => {
      const code = column.codes[row] ?? 0
      byCode[code] = (byCode[code] ?? 0) + 1
    })
    await eachInSlices(byCode.length, slices, (code) => {
      const by = byCode[code] ?? 0
      if (by > 0) count(column.values[code] ?? '', by)
    })
  } else {
    await eachInSlices(table.rowCount, slices, (row) => void count(cellAt(column, row), 1))
  }
  const values = await mostCounted(counts, slices)
  return { values, distinct: counts.size }
}

/** The most frequent values; only some are sorted at a time. */
async function mostCounted(counts: ReadonlyMap<string, number>, slices: Slices): Promise<FacetValue[]> {
  let best: FacetValue[] = []
  let more: FacetValue[] = []
  const keep = () => {
    best = [...best, ...more]
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, mostFacets)
    more = []
  }
  await allInSlices(counts, slices, ([value, count]) => {
    if (value.length > longestCell) return
    more.push({ value, count })
    if (more.length === rowsPerLook) keep()
  })
  keep()
  return best
}

/** The ages of the rows that match the selection, ignoring its own filter of ages. */
export async function countedAges(table: Table, selection: TableSelection, slices: Slices): Promise<Ages> {
  const rows = await selectTableRows(table, { ...selection, ages: [], sort: null }, slices)
  const days = await keptAges(table, slices)
  const own: (number | null)[] = []
  await eachInSlices(rows.length, slices, (at) => {
    const age = days[rows[at] ?? 0] ?? -1
    own.push(age < 0 ? null : age)
  })
  return countAges(own, selection.ageLimits)
}
