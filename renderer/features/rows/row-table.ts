import { computed, isRef, markRaw, shallowRef, watch, type Ref } from 'vue'
import { createGridSelection } from '../../ui/grid/grid-selection.ts'
import { createOrderedRows, type RowChange } from '../../ui/grid/ordered-rows.ts'
import type { OrderedRow } from '../../ui/grid/row-pieces.ts'

/** The column that sorts rows. */
export interface RowSort<C extends string> {
  column: C
  descending: boolean
}

interface Deps<T, C extends string> {
  all: () => Iterable<T>
  find: (uid: string) => T | undefined
  /** Returns the test whether a row is shown. Its dependencies are watched. */
  passes: () => (row: T) => boolean
  /** Whether some rows may be hidden. */
  isNarrowed: () => boolean
  /** The initial sort order. A ref if it is stored elsewhere. */
  sort: RowSort<C> | Ref<RowSort<C>>
  entry: (row: T, column: C) => OrderedRow<T>
  compare: (sort: RowSort<C>) => (a: OrderedRow<T>, b: OrderedRow<T>) => number
}

/** The rows of a table that are completely in the window: which are shown, in which order, and which are selected. */
export function createRowTable<T extends { uid: string }, C extends string>(deps: Deps<T, C>) {
  const sort: Ref<RowSort<C>> = isRef(deps.sort) ? deps.sort : shallowRef(deps.sort)
  const ordered = createOrderedRows<T>()
  const selection = markRaw(
    createGridSelection<T>({
      shown: () => ordered.rows.value,
      find: deps.find,
      isNarrowed: deps.isNarrowed,
    }),
  )
  const sortColumn = computed(() => sort.value.column)
  /** One function per column, since rows keep the entries that it made. */
  const entry = computed(() => {
    const column = sortColumn.value
    return (row: T) => deps.entry(row, column)
  })
  const ordering = () => ({
    passes: deps.passes(),
    entry: entry.value,
    compare: deps.compare(sort.value),
  })
  /** Sorts all rows again. */
  const select = () => ordered.select(deps.all(), ordering())
  watch(ordering, select, { immediate: true })

  return {
    sort,
    selection,
    rows: ordered.rows,
    select,
    /** Applies a change. `null`: everything was removed. */
    take(change: RowChange<T> | null): void {
      selection.take(change)
      if (change === null) ordered.clear()
      else ordered.apply(change)
    },
    /** Sorts in this order. Without one, reverses it if the column is already sorted by. */
    sortBy(column: C, descending?: boolean): void {
      const isSame = sort.value.column === column
      sort.value = { column, descending: descending ?? (isSame && !sort.value.descending) }
    },
  }
}
