import { shallowRef, type ShallowRef } from 'vue'
import {
  changePieces,
  cutRows,
  noPieces,
  placeOfEntry,
  rowAt,
  type CompareRows,
  type OrderedRow,
  type RowPieces,
} from './row-pieces.ts'
import type { RowSource } from './row-source.ts'
import { windowSlicing, workInSlices, type Slicing } from './slices.ts'

/** Which rows are shown, and in which order. */
export interface Ordering<T> {
  passes: (row: T) => boolean
  /** Called once per row, since rows are immutable, until an ordering has another function. */
  entry: (row: T) => OrderedRow<T>
  compare: CompareRows<T>
}

/** New or changed rows, and the uids of removed ones. */
export interface RowChange<T> {
  changed: readonly T[]
  removed: readonly string[]
}

/** The shown rows of a table in order. */
interface ShownRows<T> extends RowSource<T>, Iterable<T> {}

interface OrderedRows<T> {
  /** The shown rows. Replaced on each change, never modified in place. */
  readonly rows: Readonly<ShallowRef<ShownRows<T>>>
  /** Sorts all rows again. Processes a large set in slices. The newest call wins. */
  select: (rows: Iterable<T>, ordering: Ordering<T>) => void
  /** Merges a change into the order. Takes time proportional to the change, not to the table. */
  apply: (change: RowChange<T>) => void
  clear: () => void
}

const runLength = 400
const mergesBetweenPauses = 4000

function* merged<T>(a: OrderedRow<T>[], b: OrderedRow<T>[], compare: CompareRows<T>) {
  const result: OrderedRow<T>[] = []
  let [atA, atB] = [0, 0]
  for (;;) {
    const [left, right] = [a[atA], b[atB]]
    if (left === undefined && right === undefined) return result
    if (right === undefined || (left !== undefined && compare(left, right) <= 0)) {
      result.push(left as OrderedRow<T>)
      atA += 1
    } else {
      result.push(right)
      atB += 1
    }
    if (result.length % mergesBetweenPauses === 0) yield
  }
}

/** A merge sort that can be suspended: sorted runs first, then pairs of them. */
function* selectSteps<T extends { uid: string }>(
  rows: readonly T[],
  ordering: Ordering<T>,
): Generator<undefined, Selected<T>> {
  let runs: OrderedRow<T>[][] = []
  for (let start = 0; start < rows.length; start += runLength) {
    const run = rows
      .slice(start, start + runLength)
      .filter(ordering.passes)
      .map(ordering.entry)
    if (run.length > 0) runs.push(run.sort(ordering.compare))
    yield
  }
  while (runs.length > 1) {
    const longer: OrderedRow<T>[][] = []
    for (let pair = 0; pair < runs.length; pair += 2) {
      const [a, b] = [runs[pair] ?? [], runs[pair + 1] ?? []]
      longer.push(b.length === 0 ? a : yield* merged(a, b, ordering.compare))
    }
    runs = longer
  }
  const order = runs[0] ?? []
  const entries = new Map<string, OrderedRow<T>>()
  for (const [at, entry] of order.entries()) {
    entries.set(entry.row.uid, entry)
    if (at % mergesBetweenPauses === 0) yield
  }
  return { order, entries }
}

interface Selected<T> {
  order: OrderedRow<T>[]
  entries: Map<string, OrderedRow<T>>
}

/** Combines consecutive changes into one. */
function joined<T extends { uid: string }>(changes: readonly RowChange<T>[]): RowChange<T> {
  const changed = new Map<string, T>()
  const removed = new Set<string>()
  for (const change of changes) {
    for (const uid of change.removed) {
      changed.delete(uid)
      removed.add(uid)
    }
    for (const row of change.changed) changed.set(row.uid, row)
  }
  return { changed: [...changed.values()], removed: [...removed] }
}

/** Keeps the shown rows of a table sorted while they change. Rows are identified by uid. */
export function createOrderedRows<T extends { uid: string }>(
  slicing: Slicing = windowSlicing,
): OrderedRows<T> {
  let order: RowPieces<T> = noPieces
  let entries = new Map<string, OrderedRow<T>>()
  let ordering: Ordering<T> | null = null
  /**
   * All entries made so far, also of hidden rows. Not a WeakMap: with 100,000 rows, a single insertion into one may take
   * 20 ms, and each garbage collection as long again.
   */
  let made = new Map<string, OrderedRow<T>>()
  const rows = shallowRef(shownRows(order, null))
  /** Stops the selection in progress. */
  let stop = (): void => undefined
  /** Changes that arrived during a selection. */
  let waiting: RowChange<T>[] | null = null

  /** During a selection, these rows still have their previous order. */
  function shownRows(shown: RowPieces<T>, by: Ordering<T> | null): ShownRows<T> {
    const known = entries
    return {
      length: shown.length,
      isByPlace: false,
      at: (place) => rowAt(shown, place),
      placeOf(uid) {
        const entry = known.get(uid)
        return entry === undefined || by === null ? -1 : placeOfEntry(shown, entry, by.compare)
      },
      *[Symbol.iterator]() {
        for (const piece of shown.pieces) for (const { row } of piece) yield row
      },
    }
  }

  function show(next: RowPieces<T>): void {
    order = next
    rows.value = shownRows(next, ordering)
  }

  function finish(found: Selected<T>): void {
    entries = found.entries
    const missed = joined(waiting ?? [])
    waiting = null
    order = cutRows(found.order)
    if (!merge(missed)) show(order)
  }

  /** The entry of a row, by a function that makes it. */
  function entryOf(row: T, make: Ordering<T>['entry']): OrderedRow<T> {
    const known = made.get(row.uid)
    if (known?.row === row) return known
    const entry = make(row)
    made.set(row.uid, entry)
    return entry
  }

  function select(all: Iterable<T>, by: Ordering<T>): void {
    if (by.entry !== ordering?.entry) made = new Map()
    ordering = by
    stop()
    for (const { removed } of waiting ?? []) removed.forEach((uid) => made.delete(uid))
    waiting = []
    const kept = { ...by, entry: (row: T) => entryOf(row, by.entry) }
    stop = workInSlices(selectSteps([...all], kept), finish, slicing)
  }

  /** Returns whether the order has changed. */
  function merge(change: RowChange<T>): boolean {
    if (ordering === null) return false
    const gone = new Set<OrderedRow<T>>()
    const added = new Map<string, OrderedRow<T>>()
    const leave = (uid: string) => {
      const entry = entries.get(uid)
      if (entry !== undefined) gone.add(entry)
      entries.delete(uid)
      made.delete(uid)
    }
    change.removed.forEach(leave)
    for (const row of change.changed) {
      leave(row.uid)
      if (ordering.passes(row)) added.set(row.uid, entryOf(row, ordering.entry))
    }
    if (gone.size === 0 && added.size === 0) return false
    for (const [uid, entry] of added) entries.set(uid, entry)
    const { compare } = ordering
    show(changePieces(order, { gone, added: [...added.values()].sort(compare) }, compare))
    return true
  }

  function apply(change: RowChange<T>): void {
    if (waiting === null) merge(change)
    else waiting.push(change)
  }

  function clear(): void {
    stop()
    waiting = null
    entries.clear()
    made.clear()
    show(noPieces)
  }

  return { rows, select, apply, clear }
}
