import { computed, effectScope, markRaw, readonly, ref, shallowRef, watch } from 'vue'
import type { TableSelection } from '../../../../shared/contract/snapshots.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { AgeClass, AgeLimits, Ages } from '../../../../shared/rotation.ts'
import type { ChangeKind, FacetValue, TableColumn, TableRow } from '../../../../shared/snapshot.ts'
import type { Api } from '../../../api.ts'
import { newestOnly } from './newest-only.ts'
import { createRowPages, type RowPages } from './row-pages.ts'
import { createTableSelection } from './table-selection.ts'

interface TableViewDeps<C extends TableColumn> {
  api: Pick<Api, 'snapshots'>
  /** The main process's name of the opened table. */
  table: string
  columns: readonly C[]
  /** The indices of default columns. */
  shown: readonly number[]
  /** For a comparison: the kinds of change shown by default. */
  changes?: readonly ChangeKind[]
  ageLimits: () => AgeLimits
  /** The table no longer exists. */
  onLost: (failure: Failure) => void
}

/** How many cells one call fetches. For a table with thousands of columns that is only some rows. */
const cellsAtOnce = 50_000
/** How many rows with so many columns one call fetches. */
export const rowsOfCall = (columns: number): number => Math.max(1, Math.floor(cellsAtOnce / columns))
/** How many rows are fetched before a new selection is shown. */
const firstRows = 60

type Filters = ReadonlyMap<number, readonly string[]>

/** Search, filters, sort order and columns of a table. */
function createChoices({ shown, changes = [], ageLimits }: TableViewDeps<TableColumn>) {
  const search = ref('')
  const filters = shallowRef<Filters>(new Map())
  const kinds = shallowRef<readonly ChangeKind[]>(changes)
  const ages = shallowRef<readonly AgeClass[]>([])
  const sort = shallowRef<TableSelection['sort']>(null)
  const displayed = shallowRef<readonly number[]>(shown)

  const selection = computed<TableSelection>(() => ({
    search: search.value,
    filters: [...filters.value].map(([column, values]) => ({ column, values: [...values] })),
    changes: [...kinds.value],
    ages: [...ages.value],
    ageLimits: ageLimits(),
    sort: sort.value,
    columns: [...displayed.value],
  }))
  const filterCount = computed(
    () => [...filters.value.values()].reduce((sum, values) => sum + values.length, 0) + ages.value.length,
  )

  function setFilter(column: number, values: readonly string[]): void {
    const next = new Map(filters.value)
    if (values.length === 0) next.delete(column)
    else next.set(column, values)
    filters.value = next
  }

  /** Sorts by a column, then in reverse, then in the table's own order. */
  function sortBy(column: number, descending?: boolean): void {
    if (descending !== undefined) sort.value = { column, descending }
    else if (sort.value?.column !== column) sort.value = { column, descending: false }
    else sort.value = sort.value.descending ? null : { column, descending: true }
  }

  return {
    search,
    setSearch: (text: string) => void (search.value = text),
    filters,
    kinds,
    setKinds: (next: readonly ChangeKind[]) => void (kinds.value = next),
    setAges: (next: readonly AgeClass[]) => void (ages.value = next),
    ages,
    sort,
    displayed,
    selection,
    filterCount,
    isNarrowed: computed(() => filterCount.value > 0 || search.value.trim() !== ''),
    /** A new value means other rows, shown from the top. Columns only change what is searched. */
    resetKey: computed(() => [search.value, filters.value, kinds.value, ages.value, sort.value]),
    setFilter,
    sortBy,
    clearFilters(): void {
      filters.value = new Map()
      ages.value = []
    },
    clearSearch: () => void (search.value = ''),
  }
}

/** Fetches rows of a selection by index. Returns nothing if another one has replaced it. */
const fetchRows =
  (
    { api, table, columns }: Pick<TableViewDeps<TableColumn>, 'api' | 'table' | 'columns'>,
    version: number,
    isEnded: () => boolean,
  ) =>
  async (from: number, count: number): Promise<TableRow[] | null> => {
    const rowsAtOnce = rowsOfCall(columns.length)
    const rows: TableRow[] = []
    while (rows.length < count) {
      const next = Math.min(rowsAtOnce, count - rows.length)
      const range = { version, from: from + rows.length, count: next }
      const result = await api.snapshots.rows({ table, ...range })
      if (isEnded() || !result.ok || result.value.rows.length < next) return null
      rows.push(...result.value.rows)
    }
    return rows
  }

/**
 * An opened table as the window shows it. The rows stay in the main process: a new selection requests only their number
 * there, and `rows` fetches the visible ones. The current rows stay until the next ones arrive.
 */
export function createTableView<C extends TableColumn>(deps: TableViewDeps<C>) {
  const { api, table, columns } = deps
  const scope = effectScope(true)
  const choices = scope.run(() => createChoices(deps)) as ReturnType<typeof createChoices>
  const pages = shallowRef<RowPages | null>(null)
  const selected = ref(0)
  const version = ref(0)
  const failure = shallowRef<Failure | null>(null)
  const isSelecting = ref(false)
  const isChoosing = ref(false)
  const facets = shallowRef<ReadonlyMap<number, readonly FacetValue[]>>(new Map())
  const countedAges = shallowRef<Ages | null>(null)
  const picked = markRaw(createTableSelection({ api, table, pages: () => pages.value }))
  let shownFor: unknown = null
  let ended = false
  /** It may have ended while the table answered. */
  const isEnded = () => ended

  function fail(found: Failure): void {
    failure.value = found
    if (found.code === 'table-not-open') deps.onLost(found)
  }

  async function show(key: unknown, found: { selected: number; version: number }): Promise<void> {
    const next = createRowPages(found.selected, fetchRows(deps, found.version, isEnded))
    const isSame = key === shownFor
    const sight = isSame && pages.value !== null ? pages.value.sight() : { first: 0, last: firstRows }
    await next.prepare(sight.first, Math.max(sight.last, sight.first + 1))
    if (isEnded()) return
    pages.value?.end()
    shownFor = key
    version.value = found.version
    selected.value = found.selected
    pages.value = next
    void picked.follow(found.version)
  }

  const select = newestOnly(async () => {
    if (isEnded()) return
    isSelecting.value = true
    const key = choices.resetKey.value
    const result = await api.snapshots.select({ table, selection: choices.selection.value })
    if (!isEnded() && result.ok) {
      failure.value = null
      await show(key, result.value)
    } else if (!isEnded() && !result.ok) fail(result.failure)
    isSelecting.value = false
    void countAges()
  })

  /** Counts the ages of rows that pass the other filters, while they are shown. */
  const isAgesShown = ref(false)
  const countAges = newestOnly(async () => {
    if (isEnded() || !isAgesShown.value) return
    const result = await api.snapshots.ages({ table, selection: choices.selection.value })
    if (!isEnded() && result.ok) countedAges.value = result.value
  })

  async function loadFacets(column: number): Promise<void> {
    const result = await api.snapshots.facets({ table, column })
    if (isEnded() || !result.ok) return
    facets.value = new Map([...facets.value, [column, result.value.values]])
  }

  scope.run(() => {
    watch(choices.selection, () => void select(), { immediate: true })
    watch(isAgesShown, () => void countAges())
  })

  return {
    ...choices,
    table,
    columns,
    /** `null` until the first rows arrive. */
    rows: computed(() => pages.value?.source ?? null),
    selected,
    version,
    failure,
    isSelecting,
    /** Whether the column choice is open. */
    isChoosing: readonly(isChoosing),
    choose: (isOpen: boolean) => void (isChoosing.value = isOpen),
    facets,
    loadFacets,
    countedAges,
    isAgesShown,
    showAges: (isShown: boolean) => void (isAgesShown.value = isShown),
    shownAtFirst: deps.shown,
    setColumns: (next: readonly number[] | null) => void (choices.displayed.value = next ?? deps.shown),
    /** The selected rows. */
    picked,
    /** The table has other rows now. */
    async refresh(): Promise<void> {
      await select()
      await picked.forgetGone()
    },
    /** What was fetched stays. Sends no more requests. */
    end(): void {
      ended = true
      pages.value?.end()
      scope.stop()
    },
  }
}

export type TableView<C extends TableColumn = TableColumn> = ReturnType<typeof createTableView<C>>
