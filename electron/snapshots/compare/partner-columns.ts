import type { TableColumn } from '../../../shared/snapshot.ts'
import { usageColumn } from '../table/usage-columns.ts'

/** What a column is found by in another table: which of Credenza's it is, else its title. */
export const partnerName = ({ id, title }: TableColumn): string =>
  id === null ? `title ${usageColumn(title) ?? title.trim().replace(/\s+/g, ' ').toLowerCase()}` : `id ${id}`

/** Finds columns in another table: gives the place of the same one, -1 if that does not have it. */
export function partnersIn(others: readonly TableColumn[]): (column: TableColumn) => number {
  const nameOf = (column: TableColumn) => `${column.isDerived ? 'derived' : 'own'} ${partnerName(column)}`
  const places = new Map<string, number>()
  others.forEach((other, place) => {
    const name = nameOf(other)
    if (!places.has(name)) places.set(name, place)
  })
  return (column) => places.get(nameOf(column)) ?? -1
}
