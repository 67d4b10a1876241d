import type { ColumnId } from '../../../../shared/columns.ts'
import type { ComparedColumn, TableColumn } from '../../../../shared/snapshot.ts'
import { columnTitle } from '../../../../shared/snapshot-text/column-title.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { columnWidths } from '../../../ui/cells/credential-columns.ts'

/** A file may have thousands of columns. Beyond this number they are only displayed if chosen. */
const mostColumnsAtFirst = 40

/** A column of a grid by its index in the table: `c0`, `c1`, … */
export type PlacedColumn = `c${number}`
export const columnAt = (place: number): PlacedColumn => `c${place}`
export const placeOfColumn = (column: string): number => Number(column.slice(1))

const places = (columns: readonly TableColumn[]): number[] => columns.map((_, at) => at)

/** The index of a known column. -1 if the table doesn't have it. */
export const placeOfId = (columns: readonly TableColumn[], id: ColumnId): number =>
  columns.findIndex((column) => column.id === id)

/** Moves the credential's name to the front, where it is pinned during scrolling. */
function nameFirst(columns: readonly TableColumn[], found: readonly number[]): number[] {
  const name = placeOfId(columns, 'name')
  return found.includes(name) ? [name, ...found.filter((at) => at !== name)] : [...found]
}

/** The default columns: all of the file's in order, after the credential's name. */
export function columnsAtFirst(columns: readonly TableColumn[]): number[] {
  const own = places(columns).filter((at) => columns[at]?.isDerived !== true)
  return nameFirst(columns, own.length > 0 ? own : places(columns)).slice(0, mostColumnsAtFirst)
}

/** The same for a comparison: columns that only one side has, or that are derived, can't have changed. */
export function comparedAtFirst(columns: readonly ComparedColumn[]): number[] {
  const both = places(columns).filter((at) => columns[at]?.in === 'both' && !columns[at].isDerived)
  const found = both.length > 0 ? both : places(columns)
  return nameFirst(columns, found).slice(0, mostColumnsAtFirst)
}

/** The names of columns for their layout: Credenza's by id, others by title, without duplicates. */
export function namesOfColumns(columns: readonly TableColumn[]): string[] {
  const counts = new Map<string, number>()
  return columns.map(({ id, title }) => {
    const name = id ?? `title: ${title.slice(0, 100)}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count === 1 ? name : `${name} ${count}`
  })
}

/** The grid columns for the displayed indices. */
export const gridColumns = (
  columns: readonly TableColumn[],
  displayed: readonly number[],
): GridColumn<PlacedColumn>[] => {
  const names = namesOfColumns(columns)
  return displayed.flatMap((place) => {
    const column = columns[place]
    if (column === undefined) return []
    const width = column.id === null ? { width: 150 } : columnWidths[column.id]
    const keptAs = names[place] ?? ''
    return [{ id: columnAt(place), title: columnTitle(column, place), keptAs, ...width }]
  })
}

/** Whether ages can be computed: the table contains creation or rotation times. */
export const hasAges = (columns: readonly TableColumn[]): boolean =>
  columns.some(({ id }) => id === 'createdAt' || id === 'rotatedAt')

/** The columns by which an opened table can be filtered, as on the Credentials page. */
export const filteredIds: readonly ColumnId[] = ['type', 'status', 'scope']

/** Whether there is anything to filter by. */
export const hasFilters = (columns: readonly TableColumn[]): boolean =>
  hasAges(columns) || columns.some(({ id }) => id !== null && filteredIds.includes(id))
