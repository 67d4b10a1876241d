import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { columnIds, defaultColumns, type ColumnId } from '../../../shared/columns.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { ageInDays, countAges, type AgeBasis, type Ages } from '../../../shared/rotation.ts'
import { compareSorted, rowFilter, searchText, sortedRow } from '../../../shared/row-selection.ts'
import { createOrderedRows, keptPerRow } from '../../ui/grid/ordered-rows.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { noFilters, type Filters } from './credential-filters.ts'
import { useCredentialsStore } from './credentials.store.ts'
import { facetsOf } from './facets.ts'
import { createRowLead } from './row-lead.ts'

/** The displayed columns: known ones, each once, the credential's name always first. */
export function shownColumns(chosen: readonly ColumnId[] | null): ColumnId[] {
  const known = (chosen ?? defaultColumns).filter((id) => columnIds.includes(id) && id !== 'name')
  return ['name', ...new Set(known)]
}

function* daysOfRows(
  rows: Iterable<Credential>,
  passes: (row: Credential) => boolean,
  asOf: number,
): Generator<number | null> {
  for (const row of rows) if (passes(row)) yield ageInDays(row, asOf)
}

/** What the Credentials page shows of the list: search, filters, sort, columns, and the rows that follow. */
export const useCredentialsView = defineStore('credentials-view', () => {
  const list = useCredentialsStore()
  const settings = useSettingsStore()

  const search = ref('')
  const filters = shallowRef<Filters>(noFilters())
  const sort = shallowRef<RowSelection['sort']>({ column: 'name', descending: false })
  const columns = computed(() => shownColumns(settings.current.columns))
  const asOf = ref(Date.now())
  /** What the user chose; the time goes by besides. */
  const choice = computed(() => ({
    search: search.value,
    ...filters.value,
    ageLimits: settings.current.ageLimits,
    sort: sort.value,
    columns: columns.value,
  }))
  const basis = computed<AgeBasis>(() => ({ asOf: asOf.value, limits: settings.current.ageLimits }))
  const selection = computed<RowSelection>(() => ({ ...choice.value, asOf: asOf.value }))
  const filterCount = computed(() =>
    Object.values(filters.value).reduce((count, chosen) => count + chosen.length, 0),
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
  let passes: (row: Credential) => boolean = () => true
  const select = () => {
    pinned = ''
    passes = rowFilter(selection.value, textOf.value)
    ordered.select(list.credentialRows(), {
      passes: (row) => row.uid === pinned || passes(row),
      entry: entryOf.value,
      compare: compareSorted(sort.value),
    })
  }
  watch(choice, select, { immediate: true })

  /** Lets the time go by: rows whose age changed are looked at again, the others stay as they are. */
  function passTime(now: number): void {
    const before = asOf.value
    if (now === before) return
    asOf.value = now
    passes = rowFilter(selection.value, textOf.value)
    const isSearched = columns.value.includes('age') && search.value.trim() !== ''
    if (filters.value.ages.length === 0 && !isSearched) return
    const changed: Credential[] = []
    for (const row of list.credentialRows())
      if (ageInDays(row, before) !== ageInDays(row, now)) changed.push(row)
    if (changed.length > 0) ordered.apply({ changed, removed: [] })
  }
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
    const isInFilters = rowFilter({ ...selection.value, search: '' })
    let count = 0
    for (const row of list.credentialRows()) if (isInFilters(row)) count += 1
    return count
  }

  /** How old the rows are that pass the search and all filters but that of ages. */
  function ages(): Ages {
    const isShown = rowFilter({ ...selection.value, ages: [] }, textOf.value)
    return countAges(daysOfRows(list.credentialRows(), isShown, asOf.value), settings.current.ageLimits)
  }

  return {
    search,
    filters,
    sort,
    columns,
    basis,
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
    passTime,
    ages,
    facets: () => facetsOf(list.credentialRows(), basis.value),
    setColumns: (next: ColumnId[] | null) => settings.change({ columns: next }),
  }
})
