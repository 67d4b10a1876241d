import { computed, ref, watch } from 'vue'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { countExpiries, expiryClass, type Expiries } from '../../../shared/expiry.ts'
import { ageInDays, countAges, type AgeBasis, type Ages } from '../../../shared/rotation.ts'
import { compareSorted, rowFilter, searchText, sortedRow } from '../../../shared/rows/row-selection.ts'
import { createOrderedRows, keptPerRow } from '../../ui/grid/ordered-rows.ts'
import type { ChangeListener } from '../open-context/list-rows.ts'
import type { RowCount } from '../open-context/row-count.ts'

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
  /** What decides which rows are shown, and in which order: the columns only where something is searched for. */
  const basisOfSelection = computed(() => {
    const { columns: ids, search, ...rest } = choice()
    return JSON.stringify({ ...rest, search, columns: search.trim() === '' ? [] : ids })
  })
  watch(basisOfSelection, select, { immediate: true })
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

  /** Counts what is told of the rows that pass. */
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
    /** How old the rows are that pass the search and all filters but that of ages. */
    ages: (): RowCount<Credential, Ages> => {
      const { asOf: time, limits } = basis.value
      const days = (row: Credential) => ageInDays(row, time)
      return countOf(filter({ ages: [] }), days, (all) => countAges(all, limits))
    },
    /** When the rows expire that pass the search and all filters but that of expiry. */
    expiries: (): RowCount<Credential, Expiries> => {
      const [time, { expiryDays }] = [asOf.value, choice()]
      const date = ({ expiresAt }: Credential) => expiresAt
      return countOf(filter({ expiries: [] }), date, (all) => countExpiries(all, time, expiryDays))
    },
  }
}
