import type { ComputedRef } from 'vue'
import type { ColumnId } from '../../../shared/columns.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import type { CredentialFilter } from '../../../shared/rows/credential-filters.ts'
import { keysFilter, withFilter } from '../../../shared/rows/filters.ts'
import type { Shown } from './view-parts.ts'

/** What is done with the search, the filters and the sort of a list. */
export function createFilterVerbs(shown: ComputedRef<Shown>, setShown: (part: Partial<Shown>) => void) {
  const setFilter = (filter: CredentialFilter) => {
    setShown({ filters: withFilter(shown.value.filters, filter) })
  }
  return {
    setFilter,
    /** Filters by these choices of a field; by none of them: not at all. */
    filterBy: (field: CredentialFilterId, keys: readonly string[]) => setFilter(keysFilter(field, keys)),
    /** The choices of a field that are filtered by. */
    keysOf: (field: CredentialFilterId): readonly string[] =>
      shown.value.filters.find((filter) => filter.field === field && !filter.isNot)?.keys ?? [],
    clearFilters: () => setShown({ filters: [] }),
    clearSearch: () => setShown({ search: '' }),
    /** Shows what has expired and what will soon, and nothing else. */
    showExpiring: () => setShown({ search: '', filters: [keysFilter('expiresAt', ['expired', 'soon'])] }),
    /** Sorts by a column; without an order in the other one where it is sorted by it already. */
    sortBy(column: ColumnId, descending?: boolean): void {
      const { sort } = shown.value
      const isSame = sort.column === column
      setShown({ sort: { column, descending: descending ?? (isSame && !sort.descending) } })
    },
  }
}
