import { computed, ref, watch } from 'vue'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { countExpiries, expiryClass, type Expiries } from '../../../shared/expiry.ts'
import { ageInDays, countAges, type AgeBasis, type Ages } from '../../../shared/rotation.ts'
import { compareSorted, rowFilter, searchText, sortedRow } from '../../../shared/rows/row-selection.ts'
import { createOrderedRows, keptPerRow } from '../../ui/grid/ordered-rows.ts'
import type { ChangeListener } from '../open-context/list-rows.ts'

interface List {
  credentialRows: () => Iterable<Credential>
  onCredentials: (listener: ChangeListener<Credential>) => () => void
}

/** What the user chose; the time goes by besides. */
export type RowChoice = Omit<RowSelection, 'asOf'>

/**
 * The rows of a list that a choice shows, in its order, as both change and as time goes by. `now`: the time to begin
 * with, in milliseconds since 1970.
 */
export function createShownRows(list: List, choice: () => RowChoice, now: number) {
  const asOf = ref(now)
  const selection = computed<RowSelection>(() => ({ ...choice(), asOf: asOf.value }))
  const basis = computed<AgeBasis>(() => ({ asOf: asOf.value, limits: choice().ageLimits }))

  const columns = computed(() => choice().columns)
  const textOf = computed(() => searchText(columns.value))
  const sortColumn = computed(() => choice().sort.column)
  const entryOf = computed(() => {
    const column = sortColumn.value
    return keptPerRow((row: Credential) => sortedRow(row, column))
  })
  const filter = (part: Partial<RowSelection> = {}) =>
    rowFilter({ ...selection.value, ...part }, textOf.value)

  const ordered = createOrderedRows<Credential>()
  /** The row that is shown whatever the filters say. */
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
  watch(choice, select, { immediate: true })
  list.onCredentials((change) => {
    if (change === null) ordered.clear()
    else ordered.apply(change)
  })

  /** Lets the time go by: only rows whose age or expiry changed are looked at again, and only where these are asked for. */
  function passTime(next: number): void {
    const before = asOf.value
    if (next === before) return
    asOf.value = next
    passes = filter()
    const { ages, expiries, expiryDays, search } = selection.value
    const isSearched = columns.value.includes('age') && search.trim() !== ''
    const isByAge = ages.length > 0 || isSearched
    if (!isByAge && expiries.length === 0) return
    const isOther = (row: Credential): boolean =>
      (isByAge && ageInDays(row, before) !== ageInDays(row, next)) ||
      (expiries.length > 0 &&
        expiryClass(row.expiresAt, before, expiryDays) !== expiryClass(row.expiresAt, next, expiryDays))
    const changed = [...list.credentialRows()].filter(isOther)
    if (changed.length > 0) ordered.apply({ changed, removed: [] })
  }

  function* daysOfShown(isShown: (row: Credential) => boolean): Generator<number | null> {
    for (const row of list.credentialRows()) if (isShown(row)) yield ageInDays(row, asOf.value)
  }

  function* datesOfShown(isShown: (row: Credential) => boolean): Generator<string | null> {
    for (const row of list.credentialRows()) if (isShown(row)) yield row.expiresAt
  }

  return {
    selection,
    basis,
    rows: ordered.rows,
    passTime,
    isShown: (row: Credential): boolean => filter()(row),
    /** Shows a row although the filters may hide it, until they are changed. */
    pin(row: Credential): void {
      pinned = row.uid
      ordered.apply({ changed: [row], removed: [] })
    },
    /** How many rows pass the filters, whatever is searched for. */
    countInFilters(): number {
      const isInFilters = filter({ search: '' })
      let count = 0
      for (const row of list.credentialRows()) if (isInFilters(row)) count += 1
      return count
    },
    /** How old the rows are that pass the search and all filters but that of ages. */
    ages: (): Ages => countAges(daysOfShown(filter({ ages: [] })), basis.value.limits),
    /** When the rows expire that pass the search and all filters but that of expiry. */
    expiries: (): Expiries =>
      countExpiries(datesOfShown(filter({ expiries: [] })), asOf.value, choice().expiryDays),
  }
}
