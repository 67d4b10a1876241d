import { computed, ref } from 'vue'
import type { SecretSelection } from '../../../../shared/contract/secrets.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import type { SecretFilterId } from '../../../../shared/filter-fields.ts'
import { compareSorted } from '../../../../shared/rows/row-selection.ts'
import { secretFields } from '../../../../shared/rows/secret-filters.ts'
import { secretFilter, secretSearchText, sortedSecret } from '../../../../shared/rows/secret-selection.ts'
import type { SecretColumnId } from '../../../../shared/secret-columns.ts'
import { createFacetCounts } from '../../../state/filters/facet-counts.ts'
import { createFilterVerbs } from '../../../state/filters/filter-verbs.ts'
import { createRowTable } from '../../rows/row-table.ts'
import type { KeptSecretsShown } from './kept-secrets-shown.ts'

interface Deps {
  all: () => Iterable<SecretRow>
  find: (uid: string) => SecretRow | undefined
  /** The displayed columns in order, which are searched and saved. */
  columns: () => readonly SecretColumnId[]
  kept: KeptSecretsShown
  /** Whether secrets that others manage are shown. */
  withManaged: () => boolean
  /** The initial time, in milliseconds since 1970. */
  now: number
}

/** A table of secrets: its search, filters, sort order, selection, and the resulting rows. */
export function createSecretsTable({ all, find, columns, kept, withManaged, now }: Deps) {
  const { shown, setShown } = kept
  const asOf = ref(now)
  const shownIds = computed(() => columns().join())
  const textOf = computed(() => {
    const ids = shownIds.value.split(',') as SecretColumnId[]
    return keptPerRow((row: SecretRow) => secretSearchText(row, ids))
  })
  const filters = computed(() => shown.value.filters)
  const isNarrowed = computed(() => filters.value.length > 0 || shown.value.search.trim() !== '')
  const isTimed = () => filters.value.some(({ field }) => secretFields[field].isTimed === true)
  const search = computed({
    get: () => shown.value.search,
    set: (text) => setShown({ search: text }),
  })
  const sort = computed({ get: () => shown.value.sort, set: (next) => setShown({ sort: next }) })

  /** Returns the test whether a row is shown. It depends on no more than necessary. */
  function passes(part: { filters?: [] } = {}): (row: SecretRow) => boolean {
    const isSearched = search.value.trim() !== ''
    const by = {
      ...{ search: search.value, searched: [], filters: filters.value, withManaged: withManaged() },
      asOf: isTimed() ? asOf.value : 0,
    }
    return secretFilter({ ...by, ...part }, isSearched ? textOf.value : undefined)
  }

  const { sortBy: _kept, ...table } = createRowTable<SecretRow, SecretColumnId>({
    ...{ all, find, passes, sort },
    isNarrowed: () => isNarrowed.value || !withManaged(),
    entry: sortedSecret,
    compare: compareSorted,
  })
  const facetCounts = createFacetCounts<SecretRow, { asOf: number }, SecretFilterId>({
    rows: all,
    fields: secretFields,
    by: () => ({
      filters: filters.value,
      basis: { asOf: asOf.value },
      isFound: passes({ filters: [] }),
    }),
  })

  return {
    ...table,
    ...createFilterVerbs<SecretFilterId, SecretColumnId>(shown, setShown),
    /** Clears the search and all filters. */
    showAll: () => setShown({ search: '', filters: [] }),
    search,
    filters,
    isNarrowed,
    facets: facetCounts.facets,
    countFacets: facetCounts.count,
    /** Advances the time for filters by days. */
    passTime: (next: number) => void (asOf.value = next),
    /** The current selection, for saving. */
    selected: (): SecretSelection => ({
      ...{ search: search.value, filters: filters.value, sort: sort.value },
      ...{ searched: [...columns()], columns: [...columns()] },
      ...{ withManaged: withManaged(), asOf: asOf.value },
    }),
  }
}

/** Caches the result of `make` for a row while the row exists. */
function keptPerRow<T extends object, R>(make: (row: T) => R): (row: T) => R {
  const kept = new WeakMap<T, R>()
  return (row) => {
    let made = kept.get(row)
    if (made === undefined) {
      made = make(row)
      kept.set(row, made)
    }
    return made
  }
}
