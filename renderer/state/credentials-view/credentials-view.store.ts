import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { columnIds, defaultColumns, type ColumnId } from '../../../shared/columns.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { createGridSelection } from '../../ui/grid/grid-selection.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { noFilters, type Filters } from './credential-filters.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { facetCount } from '../open-context/facets.ts'
import { createRowHighlight } from './row-highlight.ts'
import { createShownRows, type RowChoice } from './shown-rows.ts'

/** The displayed columns: known ones, each once, the credential's name always first. */
export function shownColumns(chosen: readonly ColumnId[] | null): ColumnId[] {
  const known = (chosen ?? defaultColumns).filter((id) => columnIds.includes(id) && id !== 'name')
  return ['name', ...new Set(known)]
}

/** What the Credentials page shows of the list: search, filters, sort, columns, and the rows that follow. */
export const useCredentialsView = defineStore('credentials-view', () => {
  const list = useOpenContext()
  const settings = useSettingsStore()

  const search = ref('')
  const filters = shallowRef<Filters>(noFilters())
  const sort = shallowRef<RowSelection['sort']>({ column: 'name', descending: false })
  const columns = computed(() => shownColumns(settings.current.columns))
  const choice = computed<RowChoice>(() => ({
    search: search.value,
    ...filters.value,
    ageLimits: settings.current.ageLimits,
    expiryDays: settings.current.expiryDays,
    sort: sort.value,
    columns: columns.value,
  }))
  const filterCount = computed(() =>
    Object.values(filters.value).reduce((count, chosen) => count + chosen.length, 0),
  )
  const isNarrowed = computed(() => filterCount.value > 0 || search.value.trim() !== '')

  const shown = createShownRows(list, () => choice.value, Date.now())
  const picked = markRaw(
    createGridSelection<Credential>({
      shown: () => shown.rows.value,
      find: list.credentialWith,
      isNarrowed: () => isNarrowed.value,
    }),
  )
  list.onCredentials(picked.take)
  watch(
    () => list.context,
    () => {
      filters.value = noFilters()
      search.value = ''
      stopHighlighting()
    },
  )

  const { wanted, marked, highlight, stop: stopHighlighting } = createRowHighlight()

  /** Shows a row although the filters may hide it, until they are changed; tells whether they would. */
  function pin(row: Credential): boolean {
    const isOutside = !shown.isShown(row)
    shown.pin(row)
    highlight(row.uid)
    return isOutside
  }

  /** Leads to a row; filters and a search that hide it are cleared. */
  function leadTo(row: Credential): void {
    if (!shown.isShown(row)) {
      clearFilters()
      clearSearch()
    }
    highlight(row.uid)
  }

  const setFilters = (part: Partial<Filters>) => void (filters.value = { ...filters.value, ...part })
  const clearFilters = () => void (filters.value = noFilters())
  const clearSearch = () => void (search.value = '')

  /** Shows what has expired and what will soon, and nothing else. */
  function showExpiring(): void {
    clearSearch()
    filters.value = { ...noFilters(), expiries: ['expired', 'soon'] }
  }

  function sortBy(column: ColumnId, descending?: boolean): void {
    const isSame = sort.value.column === column
    sort.value = { column, descending: descending ?? (isSame && !sort.value.descending) }
  }

  return {
    search,
    filters,
    sort,
    columns,
    basis: shown.basis,
    selection: shown.selection,
    filterCount,
    isNarrowed,
    rows: shown.rows,
    /** The rows that are selected to do something with them. */
    picked,
    wanted,
    marked,
    pin,
    leadTo,
    setFilters,
    clearFilters,
    clearSearch,
    showExpiring,
    sortBy,
    countInFilters: shown.countInFilters,
    passTime: shown.passTime,
    ages: shown.ages,
    expiries: shown.expiries,
    facetCount: () => facetCount({ ...shown.basis.value, expiryDays: settings.current.expiryDays }),
    setColumns: (next: ColumnId[] | null) => settings.change({ columns: next }),
  }
})
