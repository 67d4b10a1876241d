import { columns, type ColumnId } from '../columns.ts'
import type { TableColumn } from '../snapshot.ts'

/** Terms that differ in the CSV from those in the table. */
const csvStatuses: ReadonlyMap<string, string> = new Map([
  ['No issues', 'No issues found'],
  ['Issues', 'Issues found'],
])

/** The live list's CSV text for what a table shows. */
export const csvWord = (id: ColumnId | null, text: string): string =>
  id === 'status' ? (csvStatuses.get(text) ?? text) : text

/** The title of a column in a CSV. */
export const csvTitle = ({ id, title }: TableColumn): string => (id === null ? title : columns[id].csvTitle)
