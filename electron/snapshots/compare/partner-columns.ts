import type { TableColumn } from '../../../shared/snapshot.ts'

/** What a column is found by in another table: which of Credenza's it is, else its title. */
export const partnerName = ({ id, title }: TableColumn): string =>
  id === null ? `title ${title.trim().toLowerCase()}` : `id ${id}`

/** The place of the same column in another table, -1 where that does not have it. */
export const partnerOf = (column: TableColumn, others: readonly TableColumn[]): number =>
  others.findIndex(
    (other) => other.isDerived === column.isDerived && partnerName(other) === partnerName(column),
  )
