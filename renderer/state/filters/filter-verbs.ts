import type { ComputedRef } from 'vue'
import type { Filter } from '../../../shared/contract/filters.ts'
import { keysFilter, withFilter } from '../../../shared/rows/filters.ts'

/** What a table is searched, filtered and sorted by. */
export interface ShownBy<F extends string, C extends string> {
  search: string
  filters: Filter<F>[]
  sort: { column: C; descending: boolean }
}

/** What is done with the search, the filters and the sort of a table. */
export function createFilterVerbs<F extends string, C extends string>(
  shown: ComputedRef<ShownBy<F, C>>,
  setShown: (part: Partial<ShownBy<F, C>>) => void,
) {
  const setFilter = (filter: Filter<F>) => {
    setShown({ filters: withFilter(shown.value.filters, filter) })
  }
  return {
    setFilter,
    /** Filters by these choices of a field; by none of them: not at all. */
    filterBy: (field: F, keys: readonly string[]) => setFilter(keysFilter(field, keys)),
    /** The choices of a field that are filtered by. */
    keysOf: (field: F): readonly string[] =>
      shown.value.filters.find((filter) => filter.field === field && !filter.isNot)?.keys ?? [],
    clearFilters: () => setShown({ filters: [] }),
    clearSearch: () => setShown({ search: '' }),
    /** Sorts by a column; without an order in the other one where it is sorted by it already. */
    sortBy(column: C, descending?: boolean): void {
      const { sort } = shown.value
      const isSame = sort.column === column
      setShown({ sort: { column, descending: descending ?? (isSame && !sort.descending) } })
    },
  }
}
