import { shallowRef, type ShallowRef } from 'vue'

/** One row with what it is sorted by, made once per row and sort. */
export interface OrderedRow<T> {
  row: T
  key: string
  name: string
}

/** Which rows are shown, and in which order. `entry` may keep what it made: rows never change in place. */
export interface Ordering<T> {
  passes: (row: T) => boolean
  entry: (row: T) => OrderedRow<T>
  compare: (a: OrderedRow<T>, b: OrderedRow<T>) => number
}

/** Rows that are new or changed, and the uids of those that are gone. */
export interface RowChange<T> {
  changed: readonly T[]
  removed: readonly string[]
}

export interface OrderedRows<T> {
  /** The shown rows in their order; replaced by each change, never changed in place. */
  readonly rows: Readonly<ShallowRef<readonly T[]>>
  /** Orders all rows anew. A large set is worked off in slices; the newest call wins. */
  select: (rows: Iterable<T>, ordering: Ordering<T>) => void
  /** Merges a change into the order, in one pass over it. */
  apply: (change: RowChange<T>) => void
  clear: () => void
}

/** How work that is long is done in slices, between which the window answers. */
export interface Slicing {
  /** Milliseconds of work in one go. */
  budget: number
  now: () => number
  /** Lets the window breathe before it goes on. */
  pause: (goOn: () => void) => void
}

export const windowSlicing: Slicing = {
  budget: 10,
  now: () => performance.now(),
  pause: (goOn) => void setTimeout(goOn, 0),
}

const runLength = 400
const mergesBetweenPauses = 4000

type Compare<T> = Ordering<T>['compare']

function* merged<T>(a: OrderedRow<T>[], b: OrderedRow<T>[], compare: Compare<T>) {
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

/** A merge sort that can be left and resumed: sorted runs first, then pairs of them. */
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

/** The order with `gone` left out and `added` (sorted) put in their places. */
function mergeChange<T>(
  order: readonly OrderedRow<T>[],
  gone: ReadonlySet<OrderedRow<T>>,
  added: readonly OrderedRow<T>[],
  compare: Compare<T>,
): OrderedRow<T>[] {
  const result: OrderedRow<T>[] = []
  let next = 0
  for (const entry of order) {
    if (gone.has(entry)) continue
    let candidate = added[next]
    while (candidate !== undefined && compare(candidate, entry) < 0) {
      result.push(candidate)
      candidate = added[++next]
    }
    result.push(entry)
  }
  for (let rest = added[next]; rest !== undefined; rest = added[++next]) result.push(rest)
  return result
}

/** Keeps the shown rows of a table in order while they come and change. Rows are told apart by their uid. */
export function createOrderedRows<T extends { uid: string }>(
  slicing: Slicing = windowSlicing,
): OrderedRows<T> {
  const rows = shallowRef<readonly T[]>([])
  let order: OrderedRow<T>[] = []
  let entries = new Map<string, OrderedRow<T>>()
  let ordering: Ordering<T> | null = null
  let generation = 0
  /** What came in while a selection was under way. */
  let waiting: RowChange<T>[] | null = null

  function show(next: OrderedRow<T>[]): void {
    order = next
    rows.value = next.map((entry) => entry.row)
  }

  function finish(found: Selected<T>): void {
    entries = found.entries
    const missed = waiting ?? []
    waiting = null
    show(found.order)
    missed.forEach(apply)
  }

  function work(steps: Generator<undefined, Selected<T>>, mine: number): void {
    if (mine !== generation) return
    const start = slicing.now()
    for (;;) {
      const step = steps.next()
      if (step.done === true) {
        finish(step.value)
        return
      }
      if (slicing.now() - start > slicing.budget) {
        slicing.pause(() => work(steps, mine))
        return
      }
    }
  }

  function select(all: Iterable<T>, by: Ordering<T>): void {
    ordering = by
    waiting = []
    generation += 1
    work(selectSteps([...all], by), generation)
  }

  function apply(change: RowChange<T>): void {
    if (ordering === null) return
    if (waiting !== null) return void waiting.push(change)
    const gone = new Set<OrderedRow<T>>()
    const added = new Map<string, OrderedRow<T>>()
    for (const uid of [...change.removed, ...change.changed.map((row) => row.uid)]) {
      const entry = entries.get(uid)
      if (entry !== undefined) gone.add(entry)
      entries.delete(uid)
    }
    for (const row of change.changed) if (ordering.passes(row)) added.set(row.uid, ordering.entry(row))
    if (gone.size === 0 && added.size === 0) return
    for (const [uid, entry] of added) entries.set(uid, entry)
    const { compare } = ordering
    show(mergeChange(order, gone, [...added.values()].sort(compare), compare))
  }

  function clear(): void {
    generation += 1
    waiting = null
    entries.clear()
    show([])
  }

  return { rows, select, apply, clear }
}

/** Keeps what `make` made of a row for as long as the row is there. */
export function keptPerRow<T extends object, R>(make: (row: T) => R): (row: T) => R {
  const kept = new WeakMap<T, R>()
  return (row) => {
    let made = kept.get(row)
    if (made === undefined) {
      made = make(row)
      kept.set(row, made)
    }
    return made
  }
}
