import { computed, ref, watch } from 'vue'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { columns } from '../../../shared/columns.ts'
import { countExpiries, type Expiries } from '../../../shared/expiry.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import { ageInDays, countAges, type Ages } from '../../../shared/rotation.ts'
import { credentialFields, type CredentialFilterBasis } from '../../../shared/rows/credential-filters.ts'
import {
  compareSorted,
  rowFilter,
  searchText,
  selectionBasis,
  sortedRow,
} from '../../../shared/rows/row-selection.ts'
import { createOrderedRows } from '../../ui/grid/ordered-rows.ts'
import type { ChangeListener } from '../open-context/list-rows.ts'
import type { RowCount } from '../open-context/row-count.ts'

interface List {
  credentialRows: () => Iterable<Credential>
  onCredentials: (listener: ChangeListener<Credential>) => () => void
}

/** The user's choice. Time is added separately. */
export type RowChoice = Omit<RowSelection, 'asOf'>

/**
 * The rows of a list that a choice shows, in its order, updated as both change and time passes. `now`: the initial
 * time, in milliseconds since 1970.
 */
export function createShownRows(list: List, choice: () => RowChoice, now: number) {
  const asOf = ref(now)
  const selection = computed<RowSelection>(() => ({ ...choice(), asOf: asOf.value }))
  const basis = computed<CredentialFilterBasis>(() => selectionBasis(selection.value))

  const searched = computed<RowChoice['searched']>((before) => sameList(before, choice().searched))
  const textOf = computed(() => searchText(searched.value))
  const sortColumn = computed(() => choice().sort.column)
  const entryOf = computed(() => {
    const column = sortColumn.value
    return (row: Credential) => sortedRow(row, column)
  })
  const filter = (part: Partial<RowSelection> = {}) =>
    rowFilter({ ...selection.value, ...part }, textOf.value)

  const ordered = createOrderedRows<Credential>()
  /** The row that is shown whatever the filters. */
  let pinned = ''
  let passes = filter()
  function select(): void {
    pinned = ''
    passes = filter()
    ordered.select(list.credentialRows(), {
      passes: (row) => row.uid === pinned || passes(row),
      entry: entryOf.value,
      compare: compareSorted(choice().sort),
    })
  }
  /** What the rows and their order depend on. The searched columns count only if there is a search. */
  const basisOfSelection = computed(() => {
    const { searched: ids, search, columns: _columns, ...rest } = choice()
    return JSON.stringify({ ...rest, search, searched: search.trim() === '' ? [] : ids })
  })
  watch(basisOfSelection, select, { immediate: true })
  list.onCredentials((change) => {
    if (change === null) ordered.clear()
    else ordered.apply(change)
  })

  /** What can add or remove rows just because time passes. `null` if nothing can. */
  function timedPart(): RowSelection | null {
    const { filters, search, searched: of } = selection.value
    const timed = filters.filter(({ field }) => credentialFields[field].isTimed === true)
    const isSearched = search.trim() !== '' && of.some((id) => columns[id].isDerived)
    if (timed.length === 0 && !isSearched) return null
    return { ...selection.value, filters: timed, search: isSearched ? search : '' }
  }

  /** Advances the time. Reevaluates rows only if that can add or remove some, and only those. */
  function passTime(next: number): void {
    const before = asOf.value
    if (next === before) return
    asOf.value = next
    passes = filter()
    const part = timedPart()
    if (part === null) return
    const was = rowFilter({ ...part, asOf: before }, textOf.value)
    const is = rowFilter(part, textOf.value)
    const changed = [...list.credentialRows()].filter((row) => was(row) !== is(row))
    if (changed.length > 0) ordered.apply({ changed, removed: [] })
  }

  /** The test of the search and all filters except one field's. */
  const beside = (field: CredentialFilterId) =>
    filter({ filters: choice().filters.filter((each) => each.field !== field) })

  return {
    selection,
    basis,
    /** The folded text of a row for the search. */
    textOf: (): ReturnType<typeof searchText> => textOf.value,
    rows: ordered.rows,
    passTime,
    isShown: (row: Credential): boolean => filter()(row),
    /** Shows a row even if the filters hide it, until they change. */
    pin(row: Credential): void {
      pinned = row.uid
      ordered.apply({ changed: [row], removed: [] })
    },
    /** Counts the rows that pass the filters, ignoring the search. */
    countInFilters(): RowCount<Credential, { inFilters: number; all: number }> {
      const isInFilters = filter({ search: '' })
      const count = { inFilters: 0, all: 0 }
      return {
        take: (row) => {
          count.all += 1
          if (isInFilters(row)) count.inFilters += 1
        },
        result: () => count,
      }
    },
    /** The ages of rows that pass the search and all filters except that of ages. */
    ages: (): RowCount<Credential, Ages> => {
      const { asOf: time, limits } = basis.value
      const days = (row: Credential) => ageInDays(row, time)
      return countOf(beside('age'), days, (all) => countAges(all, limits))
    },
    /** The expiries of rows that pass the search and all filters except that of expiry. */
    expiries: (): RowCount<Credential, Expiries> => {
      const [time, { expiryDays }] = [asOf.value, choice()]
      const date = ({ expiresAt }: Credential) => expiresAt
      return countOf(beside('expiresAt'), date, (all) => countExpiries(all, time, expiryDays))
    },
  }
}

/** Returns the previous list if it is equal, so that what depends on it stays. */
const sameList = <T>(before: T[] | undefined, now: T[]): T[] =>
  before?.join('\n') === now.join('\n') ? before : now

/** Counts the rows that pass. */
function countOf<V, R>(
  isCounted: (row: Credential) => boolean,
  valueOf: (row: Credential) => V,
  count: (values: readonly V[]) => R,
): RowCount<Credential, R> {
  const values: V[] = []
  return {
    take: (row) => {
      if (isCounted(row)) values.push(valueOf(row))
    },
    result: () => count(values),
  }
}
