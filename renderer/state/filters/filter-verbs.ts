import type { ComputedRef } from 'vue'
import type { Filter } from '../../../shared/contract/filters.ts'
import { keysFilter, withFilter } from '../../../shared/rows/filters.ts'

/** Search, filters and sort order of a table. */
export interface ShownBy<F extends string, C extends string> {
  search: string
  filters: Filter<F>[]
  sort: { column: C; descending: boolean }
}

/** Changes the search, the filters and the sort order of a table. */
export function createFilterVerbs<F extends string, C extends string>(
  shown: ComputedRef<ShownBy<F, C>>,
  setShown: (part: Partial<ShownBy<F, C>>) => void,
) {
  const setFilter = (filter: Filter<F>) => {
    setShown({ filters: withFilter(shown.value.filters, filter) })
  }
  return {
    setFilter,
    /** Filters by these choices of a field. Without choices, removes the filter. */
    filterBy: (field: F, keys: readonly string[]) => setFilter(keysFilter(field, keys)),
    /** The chosen keys of a field's filter. */
    keysOf: (field: F): readonly string[] =>
      shown.value.filters.find((filter) => filter.field === field && !filter.isNot)?.keys ?? [],
    clearFilters: () => setShown({ filters: [] }),
    clearSearch: () => setShown({ search: '' }),
    /** Sorts by a column. If the list is already sorted by it and no order is given, reverses it. */
    sortBy(column: C, descending?: boolean): void {
      const { sort } = shown.value
      const isSame = sort.column === column
      setShown({ sort: { column, descending: descending ?? (isSame && !sort.descending) } })
    },
  }
}
