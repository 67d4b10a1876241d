import { columns as knownColumns } from '../columns.ts'
import type { ComparedColumn, TableColumn } from '../snapshot.ts'
import { startOf } from '../start-of.ts'

/** The title of a column: Credenza's if it knows the column, otherwise the file's. */
export const columnTitle = ({ id, title }: TableColumn, place: number): string => {
  if (id !== null) return knownColumns[id].title
  return title.trim() === '' ? `Column ${place + 1}` : startOf(title, 200)
}

/** The titles of columns that only one side of a comparison has. */
export const columnsOnlyIn = (columns: readonly ComparedColumn[], side: 'before' | 'after'): string[] =>
  columns.flatMap((column, at) => (column.in === side && !column.isDerived ? [columnTitle(column, at)] : []))
