import type { TableRow } from '../../../../shared/snapshot.ts'
import { shownMeaning } from './cell-text.ts'
import type { TableView } from './table-view.ts'

/** The meaning of a cell of an opened table, for copying. The column is an index. */
export function cellTextOf({ columns }: Pick<TableView, 'columns'>, row: TableRow, place: number): string {
  const column = columns[place]
  return column === undefined ? '' : shownMeaning(column.id, row.cells[place] ?? '')
}
