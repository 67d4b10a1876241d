import type { ColumnId } from '../../../../shared/columns.ts'
import type { ComparedColumn, TableColumn } from '../../../../shared/snapshot.ts'
import { columnTitle } from '../../../../shared/snapshot-text/column-title.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { columnWidths } from '../../../ui/cells/credential-columns.ts'

/** A file may have thousands of columns; more than these are displayed only where they are chosen. */
export const mostColumnsAtFirst = 40

/** A column of a grid by its place in the table: `c0`, `c1`, … */
export type PlacedColumn = `c${number}`
export const columnAt = (place: number): PlacedColumn => `c${place}`
export const placeOfColumn = (column: string): number => Number(column.slice(1))

const places = (columns: readonly TableColumn[]): number[] => columns.map((_, at) => at)

/** The place of a known column, -1 where the table does not have it. */
export const placeOfId = (columns: readonly TableColumn[], id: ColumnId): number =>
  columns.findIndex((column) => column.id === id)

/** Brings the name of the credential to the front: it stays at the left while the others scroll. */
function nameFirst(columns: readonly TableColumn[], found: readonly number[]): number[] {
  const name = placeOfId(columns, 'name')
  return found.includes(name) ? [name, ...found.filter((at) => at !== name)] : [...found]
}

/** The columns that are displayed at first: all of the file's in its order, the name of the credential before them. */
export function columnsAtFirst(columns: readonly TableColumn[]): number[] {
  const own = places(columns).filter((at) => columns[at]?.isDerived !== true)
  return nameFirst(columns, own.length > 0 ? own : places(columns)).slice(0, mostColumnsAtFirst)
}

/** The same of a comparison: what only one side has, or is made of other columns, can't have changed. */
export function comparedAtFirst(columns: readonly ComparedColumn[]): number[] {
  const both = places(columns).filter((at) => columns[at]?.in === 'both' && !columns[at].isDerived)
  const found = both.length > 0 ? both : places(columns)
  return nameFirst(columns, found).slice(0, mostColumnsAtFirst)
}

/** Under which names columns are laid out: those of Credenza by their id, the others by their title, each once. */
export function namesOfColumns(columns: readonly TableColumn[]): string[] {
  const counts = new Map<string, number>()
  return columns.map(({ id, title }) => {
    const name = id ?? `title: ${title.slice(0, 100)}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count === 1 ? name : `${name} ${count}`
  })
}

/** The columns of the grid for the displayed places. */
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

/** Whether ages can be told of a table: it knows when credentials were made or rotated. */
export const hasAges = (columns: readonly TableColumn[]): boolean =>
  columns.some(({ id }) => id === 'createdAt' || id === 'rotatedAt')

/** The columns that an opened table is filtered by, as the Credentials page is. */
export const filteredIds: readonly ColumnId[] = ['type', 'status', 'scope']

/** Whether there is anything to filter by. */
export const hasFilters = (columns: readonly TableColumn[]): boolean =>
  hasAges(columns) || columns.some(({ id }) => id !== null && filteredIds.includes(id))
