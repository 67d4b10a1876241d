import { columnIds, type ColumnId } from '../../../shared/columns.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { ViewParts } from '../../../shared/contract/views.ts'
import { credentialFilterIds } from '../../../shared/filter-fields.ts'
import { isSet } from '../../../shared/rows/filters.ts'
import { knownShownBy } from '../filters/kept-shown.ts'

/** Search, filters and sort order of the list. */
export type Shown = Pick<RowSelection, 'search' | 'filters' | 'sort'>
/** The same with the displayed columns: everything in a view. */
export type ShownView = Shown & Pick<RowSelection, 'columns'>

export const usualShown = (): Shown => ({
  search: '',
  filters: [],
  sort: { column: 'name', descending: false },
})

const isColumn = (id: string): id is ColumnId => (columnIds as readonly string[]).includes(id)

/** The displayed columns: known ones without duplicates, the credential's name always first. */
export function knownColumns(chosen: readonly string[]): ColumnId[] {
  return [...new Set<ColumnId>(['name', ...chosen.filter(isColumn)])]
}

const isField = (id: string): boolean => (credentialFilterIds as readonly string[]).includes(id)

/** The stored state, without parts that this version doesn't know. */
export const knownShown = (stored: Omit<ViewParts, 'name' | 'columns'>): Shown =>
  knownShownBy(stored, { fields: credentialFilterIds, columns: columnIds, usual: usualShown })

export const knownView = (view: Omit<ViewParts, 'name'>): ShownView => ({
  ...knownShown(view),
  columns: knownColumns(view.columns),
})

/** What a view refers to that doesn't exist (anymore): columns, and filters. */
export function goneParts({ columns, filters, sort }: ViewParts): { columns: string[]; filters: string[] } {
  const wanted = new Set([...columns, sort.column])
  return {
    columns: [...wanted].filter((id) => !isColumn(id)),
    filters: filters.map(({ field }) => field).filter((id) => !isField(id)),
  }
}

/** Whether two views show the same. */
export const isSameView = (one: ShownView, other: ShownView): boolean => written(one) === written(other)
const written = ({ search, filters, sort, columns }: ShownView): string =>
  JSON.stringify([
    search.trim(),
    filters
      .filter(isSet)
      .map(({ field, isNot, keys, over, within }) => [field, isNot, keys.toSorted(), over, within])
      .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    [sort.column, sort.descending],
    columns,
  ])
