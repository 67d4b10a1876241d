import { defineStore } from 'pinia'
import { computed, markRaw, watch } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import { credentialFields } from '../../../shared/rows/credential-filters.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import { searchedColumns, searchTest, selectionBasis } from '../../../shared/rows/row-selection.ts'
import { createGridSelection } from '../../ui/grid/grid-selection.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { createFacetCounts } from '../filters/facet-counts.ts'
import { createFilterVerbs } from '../filters/filter-verbs.ts'
import { afterTyping } from '../filters/kept-shown.ts'
import { createRowHighlight } from './row-highlight.ts'
import { createShownRows, type RowChoice } from './shown-rows.ts'
import { createViewState } from './view-state.ts'

/** How the Credentials page shows the list: search, filters, sort, columns, and the resulting rows. */
export const useCredentialsView = defineStore('credentials-view', () => {
  const list = useOpenContext()
  const settings = useSettingsStore()
  const state = createViewState({
    settings: () => settings.current,
    change: (part) => void settings.change(part),
    context: () => list.context,
    newId: () => crypto.randomUUID(),
    afterTyping,
  })

  const search = computed({
    get: () => state.shown.value.search,
    set: (text) => state.setShown({ search: text }),
  })
  const filters = computed(() => state.shown.value.filters)
  const sort = computed(() => state.shown.value.sort)
  const columns = computed(() => state.shown.value.columns)
  const choice = computed<RowChoice>((before) => {
    const { ageLimits, expiryDays, descriptionUnderName } = settings.current
    const next: RowChoice = {
      ...state.shown.value,
      searched: searchedColumns(columns.value, descriptionUnderName),
      ageLimits,
      expiryDays,
    }
    // Settings change often, and mostly don't affect the rows.
    return before !== undefined && JSON.stringify(before) === JSON.stringify(next) ? before : next
  })
  const filterCount = computed(() => filters.value.length)
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
    () => stopHighlighting(),
  )
  const facetCounts = createFacetCounts({
    rows: list.credentialRows,
    fields: credentialFields,
    by: () => {
      const { value: selection } = shown.selection
      const isFound = searchTest(selection.search, shown.textOf())
      return { filters: selection.filters, basis: selectionBasis(selection), isFound }
    },
  })

  const { wanted, marked, highlight, stop: stopHighlighting } = createRowHighlight()

  const verbs = createFilterVerbs<CredentialFilterId, ColumnId>(state.shown, state.setShown)

  /** Shows a row even if the filters hide it, until they change. Returns whether they would. */
  function pin(row: Credential): boolean {
    const isOutside = !shown.isShown(row)
    shown.pin(row)
    highlight(row.uid)
    return isOutside
  }

  /** Reveals a row. Clears filters and a search that hide it. */
  function leadTo(row: Credential): void {
    if (!shown.isShown(row)) {
      verbs.clearFilters()
      verbs.clearSearch()
    }
    highlight(row.uid)
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
    /** The selected rows. */
    picked,
    wanted,
    marked,
    pin,
    leadTo,
    ...verbs,
    /** Shows only what has expired and what soon will. */
    showExpiring: () =>
      state.setShown({ search: '', filters: [keysFilter('expiresAt', ['expired', 'soon'])] }),
    countInFilters: shown.countInFilters,
    passTime: shown.passTime,
    ages: shown.ages,
    expiries: shown.expiries,
    facets: facetCounts.facets,
    countFacets: facetCounts.count,
    setColumns: state.setColumns,
    ...state.saved,
  }
})
