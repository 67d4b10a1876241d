import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { columnIds, defaultColumns, type ColumnId } from '../../../shared/columns.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { compareSorted, rowFilter, searchText, sortedRow } from '../../../shared/row-selection.ts'
import { createOrderedRows, keptPerRow } from '../../ui/grid/ordered-rows.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { useCredentialsStore } from './credentials.store.ts'
import { facetsOf } from './facets.ts'
import { createRowLead } from './row-lead.ts'

/** The displayed columns: known ones, each once, the credential's name always first. */
export function shownColumns(chosen: readonly ColumnId[] | null): ColumnId[] {
  const known = (chosen ?? defaultColumns).filter((id) => columnIds.includes(id) && id !== 'name')
  return ['name', ...new Set(known)]
}

type Filters = Pick<RowSelection, 'types' | 'statuses' | 'scopes'>
const noFilters = (): Filters => ({ types: [], statuses: [], scopes: [] })

/** What the Credentials page shows of the list: search, filters, sort, columns, and the rows that follow. */
export const useCredentialsView = defineStore('credentials-view', () => {
  const list = useCredentialsStore()
  const settings = useSettingsStore()

  const search = ref('')
  const filters = shallowRef<Filters>(noFilters())
  const sort = shallowRef<RowSelection['sort']>({ column: 'name', descending: false })
  const columns = computed(() => shownColumns(settings.current.columns))
  const selection = computed<RowSelection>(() => ({
    search: search.value,
    ...filters.value,
    sort: sort.value,
    columns: columns.value,
  }))
  const filterCount = computed(
    () => filters.value.types.length + filters.value.statuses.length + filters.value.scopes.length,
  )
  const isNarrowed = computed(() => filterCount.value > 0 || search.value.trim() !== '')

  const textOf = computed(() => searchText(columns.value))
  const entryOf = computed(() => {
    const { column } = sort.value
    return keptPerRow((row: Credential) => sortedRow(row, column))
  })
  const ordered = createOrderedRows<Credential>()
  /** The row that is shown whatever the filters say. */
  let pinned = ''
  const select = () => {
    pinned = ''
    const passes = rowFilter(selection.value, textOf.value)
    ordered.select(list.credentialRows(), {
      passes: (row) => row.uid === pinned || passes(row),
      entry: entryOf.value,
      compare: compareSorted(sort.value),
    })
  }
  watch(selection, select, { immediate: true })
  list.onCredentials((change) => {
    if (change === null) ordered.clear()
    else ordered.apply(change)
  })
  watch(
    () => list.context,
    () => {
      filters.value = noFilters()
      search.value = ''
      stopLeading()
    },
  )

  const { wanted, marked, lead, stop: stopLeading } = createRowLead()

  /** Shows a row although the filters may hide it, until they are changed; tells whether they would. */
  function pin(row: Credential): boolean {
    const isOutside = !rowFilter(selection.value, textOf.value)(row)
    pinned = row.uid
    ordered.apply({ changed: [row], removed: [] })
    lead(row.uid)
    return isOutside
  }

  /** Leads to a row; filters and a search that hide it are cleared. */
  function leadTo(row: Credential): void {
    if (!rowFilter(selection.value, textOf.value)(row)) {
      clearFilters()
      clearSearch()
    }
    lead(row.uid)
  }

  const setFilters = (part: Partial<Filters>) => void (filters.value = { ...filters.value, ...part })
  const clearFilters = () => void (filters.value = noFilters())
  const clearSearch = () => void (search.value = '')

  function sortBy(column: ColumnId): void {
    const isSame = sort.value.column === column
    sort.value = { column, descending: isSame && !sort.value.descending }
  }

  /** How many rows pass the filters, whatever is searched for. */
  function countInFilters(): number {
    const passes = rowFilter({ ...selection.value, search: '' })
    let count = 0
    for (const row of list.credentialRows()) if (passes(row)) count += 1
    return count
  }

  return {
    search,
    filters,
    sort,
    columns,
    selection,
    filterCount,
    isNarrowed,
    rows: ordered.rows,
    wanted,
    marked,
    pin,
    leadTo,
    setFilters,
    clearFilters,
    clearSearch,
    sortBy,
    countInFilters,
    facets: () => facetsOf(list.credentialRows()),
    setColumns: (next: ColumnId[] | null) => settings.change({ columns: next }),
  }
})
