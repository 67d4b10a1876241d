import { computed, shallowRef, triggerRef, watch } from 'vue'
import type { RowChange } from './ordered-rows.ts'
import { isSource, sourceOf, type RowSource } from './row-source.ts'
import { windowSlicing, type Slicing } from './slices.ts'

/** The selected rows of a table for its grid: by uid, whichever of them are currently shown. */
export interface GridSelection {
  has: (uid: string) => boolean
  readonly count: number
  /** How many of them are hidden. */
  readonly hidden: number
  /** How many of the shown rows are selected. */
  readonly extent: 'none' | 'some' | 'all'
  toggle: (uid: string) => void
  /**
   * Sets every row up to this one to the state of the row where the range began: the last toggled one, otherwise
   * `from`.
   */
  extend: (from: string, to: string) => void
  /** The next range starts anew. */
  endRange: () => void
  /** Adds all shown rows to the selection, in slices if there are many. */
  selectAll: () => void
  /** Selects all shown rows, or none of them if all are selected. */
  toggleAll: () => void
  clear: () => void
}

/** A selection with access to its rows. */
interface RowsSelection<T> extends GridSelection {
  /** Always the same set, which changes in place. */
  readonly uids: ReadonlySet<string>
  /** Iterates over the rows in the order of selection, to read a few of very many. */
  picked: () => Iterable<T>
  /** The shown rows in the table's order, then the hidden ones. Takes time proportional to the table. */
  rows: () => readonly T[]
  /** Applies a change of the table. `null`: all rows were removed. Removed rows are deselected. */
  take: (change: RowChange<T> | null) => void
}

interface Deps<T> {
  /** The shown rows in order. */
  shown: () => readonly T[] | RowSource<T>
  /** The current state of a row, shown or not. */
  find: (uid: string) => T | undefined
  /** Whether some rows may be hidden. */
  isNarrowed: () => boolean
  slicing?: Slicing
}

/** How many rows are set between readings of the clock. */
const stride = 500

/** The selected uids, and how many of them belong to shown rows. */
function createChosen<T extends { uid: string }>({
  shown,
  isNarrowed,
}: Pick<Deps<T>, 'shown' | 'isNarrowed'>) {
  const chosen = new Set<string>()
  /** Triggered manually, since the set changes in place. */
  const uids = shallowRef<ReadonlySet<string>>(chosen)
  const source = computed<RowSource<T>>(() => {
    const rows = shown()
    return isSource(rows) ? rows : sourceOf(rows)
  })

  /** Only shown rows are ever set, so that this needn't be counted each time. */
  let shownCount = 0
  function count(): void {
    shownCount = chosen.size
    if (shownCount === 0 || !isNarrowed()) return
    shownCount = 0
    for (let place = 0; place < source.value.length; place += 1) {
      if (chosen.has(source.value.at(place)?.uid ?? '')) shownCount += 1
    }
  }
  const tell = () => triggerRef(uids)
  watch(
    source,
    () => {
      count()
      tell()
    },
    { flush: 'sync' },
  )

  return {
    uids,
    source,
    tell,
    shownCount: (): number => Math.min(shownCount, uids.value.size),
    /** Selects or deselects a shown row. */
    put(uid: string, isSelected: boolean): void {
      const { size } = chosen
      if (isSelected) chosen.add(uid)
      else chosen.delete(uid)
      shownCount += chosen.size - size
    },
    /** Drops removed rows. Returns whether any was selected. */
    drop(gone: readonly string[]): boolean {
      const { size } = chosen
      for (const uid of gone) chosen.delete(uid)
      if (chosen.size === size) return false
      count()
      return true
    },
    clear(): void {
      chosen.clear()
      shownCount = 0
      tell()
    },
  }
}

/** How rows are selected: one, a range, or all shown ones. */
function createSelecting<T extends { uid: string }>(
  { uids, source, tell, put, drop, ...chosen }: ReturnType<typeof createChosen<T>>,
  slicing: Slicing,
) {
  /** Where the range began, and the rows whose state it has changed so far. */
  let range: { uid: string; isSelected: boolean; changed: string[] } | null = null
  /** Counts bulk selections, so that an older one stops. */
  let generation = 0

  function toggle(uid: string): void {
    generation += 1
    const isSelected = !uids.value.has(uid)
    put(uid, isSelected)
    range = { uid, isSelected, changed: [] }
    tell()
  }

  function extend(from: string, to: string): void {
    generation += 1
    const { placeOf, at } = source.value
    if (range === null || placeOf(range.uid) < 0) range = { uid: from, isSelected: true, changed: [] }
    const [start, end] = [placeOf(range.uid), placeOf(to)]
    if (start < 0 || end < 0) return
    const { isSelected, changed } = range
    for (const uid of changed) put(uid, !isSelected)
    range.changed = []
    for (let place = Math.min(start, end); place <= Math.max(start, end); place += 1) {
      const uid = at(place)?.uid
      if (uid === undefined || uids.value.has(uid) === isSelected) continue
      put(uid, isSelected)
      range.changed.push(uid)
    }
    tell()
  }

  function putShown(isSelected: boolean): void {
    range = null
    generation += 1
    const mine = generation
    const rows = source.value
    let place = 0
    function goOn(): void {
      // The rest of rows that are no longer shown isn't set.
      if (mine !== generation || rows !== source.value) return
      const start = slicing.now()
      do {
        for (const end = Math.min(place + stride, rows.length); place < end; place += 1) {
          const uid = rows.at(place)?.uid
          if (uid !== undefined) put(uid, isSelected)
        }
      } while (place < rows.length && slicing.now() - start <= slicing.budget)
      if (place < rows.length) slicing.pause(goOn)
      tell()
    }
    goOn()
  }

  function clear(): void {
    generation += 1
    range = null
    chosen.clear()
  }

  function take(change: RowChange<T> | null): void {
    if (uids.value.size === 0 && range === null) return
    if (change === null) {
      clear()
      return
    }
    // Shrinking a range would otherwise reselect removed rows.
    if (range !== null && change.removed.length > 0) {
      const gone = new Set(change.removed)
      range.changed = range.changed.filter((uid) => !gone.has(uid))
    }
    const isDropped = drop(change.removed)
    if (isDropped || change.changed.some(({ uid }) => uids.value.has(uid))) tell()
  }

  const isAll = () => uids.value.size > 0 && chosen.shownCount() === source.value.length
  return {
    toggle,
    extend,
    endRange: () => void (range = null),
    selectAll: () => putShown(true),
    toggleAll: () => putShown(!isAll()),
    clear,
    take,
  }
}

/**
 * Tracks which rows are selected, by uid: sorting, filters and new rows don't affect it. Removed rows are deselected.
 * Selecting a row takes the same time with 100,000 selected rows as with none.
 */
export function createGridSelection<T extends { uid: string }>(deps: Deps<T>): RowsSelection<T> {
  const chosen = createChosen(deps)
  const { uids, source, shownCount } = chosen

  function* picked(): Generator<T> {
    for (const uid of uids.value) {
      const row = deps.find(uid)
      if (row !== undefined) yield row
    }
  }

  function rows(): readonly T[] {
    const { size } = uids.value
    const found: T[] = []
    const inSight = new Set<string>()
    for (let place = 0; found.length < size && place < source.value.length; place += 1) {
      const row = source.value.at(place)
      if (row === undefined || !uids.value.has(row.uid)) continue
      found.push(row)
      inSight.add(row.uid)
    }
    if (found.length < size) for (const row of picked()) if (!inSight.has(row.uid)) found.push(row)
    return found
  }

  return {
    ...createSelecting(chosen, deps.slicing ?? windowSlicing),
    has: (uid) => uids.value.has(uid),
    get uids() {
      return uids.value
    },
    get count() {
      return uids.value.size
    },
    get hidden() {
      return uids.value.size - shownCount()
    },
    get extent() {
      if (uids.value.size === 0 || shownCount() === 0) return 'none'
      return shownCount() < source.value.length ? 'some' : 'all'
    },
    picked,
    rows,
  }
}
