import type { TableColumn } from '../../../shared/snapshot.ts'
import { usageColumn } from '../table/usage-columns.ts'

/** What identifies a column in another table: its id in Credenza, else its title. */
export const partnerName = ({ id, title }: TableColumn): string =>
  id === null ? `title ${usageColumn(title) ?? title.trim().replace(/\s+/g, ' ').toLowerCase()}` : `id ${id}`

/** Finds columns in another table: returns the index of the same column, -1 if it doesn't have it. */
export function partnersIn(others: readonly TableColumn[]): (column: TableColumn) => number {
  const nameOf = (column: TableColumn) => `${column.isDerived ? 'derived' : 'own'} ${partnerName(column)}`
  const places = new Map<string, number>()
  others.forEach((other, place) => {
    const name = nameOf(other)
    if (!places.has(name)) places.set(name, place)
  })
  return (column) => places.get(nameOf(column)) ?? -1
}
