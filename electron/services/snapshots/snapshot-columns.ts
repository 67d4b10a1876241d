import { columnIds, columns, type ColumnId } from '../../../shared/columns.ts'

/** The columns of a whole snapshot: all with information of their own, in the picker's order. */
export const snapshotColumns: readonly ColumnId[] = columnIds.filter(
  (id) => !columns[id].isDerived && id !== 'usage',
)
