import { shallowReactive } from 'vue'
import type { TableRow } from '../../../../shared/snapshot.ts'
import type { RowSource } from '../../../ui/grid/row-source.ts'

/** A row of an opened table by its index. `row` is `null` until fetched. */
export interface PlacedRow {
  uid: string
  place: number
  row: TableRow | null
}

/** How many rows are fetched together. */
export const pageSize = 100
/** How many pages are kept. Distant ones are fetched again when needed. */
const mostPages = 24

/** Returns rows from an index on. `null` if they aren't available (anymore). */
type Fetch = (from: number, count: number) => Promise<TableRow[] | null>

const unfetched = (page: number): PlacedRow[] =>
  Array.from({ length: pageSize }, (_, at) => {
    const place = page * pageSize + at
    return { uid: String(place), place, row: null }
  })

const pageOf = (place: number): number => Math.floor(place / pageSize)

/** Converts a uid to an index. -1 if it isn't one below `length`. */
const placeNamed = (uid: string, length: number): number => {
  const place = /^\d+$/.test(uid) ? Number(uid) : -1
  return place < length ? place : -1
}

/**
 * The rows of one selection of a table, of which only those near the viewport are in the window. Fetches visible rows
 * first, then a page on either side. During scrolling, only the newest position is fetched.
 */
export function createRowPages(length: number, fetch: Fetch) {
  const pages = shallowReactive(new Map<number, PlacedRow[]>())
  /** The same objects until a page arrives, so that nothing is redrawn needlessly. */
  const placeholders = new Map<number, PlacedRow[]>()
  const lastPage = pageOf(Math.max(0, length - 1))
  let sight = { first: 0, last: 0 }
  let isFetching = false
  let isOver = false

  /** The visible pages, then their neighbors. */
  function wanted(): number[] {
    const [from, to] = [pageOf(sight.first), pageOf(Math.max(sight.first, sight.last - 1))]
    const inSight = Array.from({ length: to - from + 1 }, (_, at) => from + at)
    return [...inSight, to + 1, from - 1].filter((page) => page >= 0 && page <= lastPage)
  }

  function forgetFar(): void {
    const middle = pageOf((sight.first + sight.last) / 2)
    const far = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
    for (const page of far.slice(0, Math.max(0, pages.size - mostPages))) pages.delete(page)
    for (const page of placeholders.keys()) if (Math.abs(page - middle) > 2) placeholders.delete(page)
  }

  function take(page: number, rows: readonly TableRow[]): void {
    pages.set(
      page,
      rows.map((row, at) => ({ uid: String(page * pageSize + at), place: page * pageSize + at, row })),
    )
    placeholders.delete(page)
    forgetFar()
  }

  async function fetchPage(page: number): Promise<boolean> {
    const from = page * pageSize
    const rows = await fetch(from, Math.min(pageSize, length - from))
    if (rows === null || isOver) return false
    take(page, rows)
    return true
  }

  /** Fetches pages one by one, and reevaluates after each what is needed most. */
  async function fetchWanted(): Promise<void> {
    if (isFetching || isOver || length === 0) return
    isFetching = true
    for (;;) {
      const next = wanted().find((page) => !pages.has(page))
      if (next === undefined || !(await fetchPage(next))) break
    }
    isFetching = false
  }

  function placeholder(place: number): PlacedRow | undefined {
    const page = pageOf(place)
    let rows = placeholders.get(page)
    if (rows === undefined) placeholders.set(page, (rows = unfetched(page)))
    return rows[place % pageSize]
  }

  const source: RowSource<PlacedRow> = {
    length,
    isByPlace: true,
    at: (place) =>
      place < 0 || place >= length
        ? undefined
        : (pages.get(pageOf(place))?.[place % pageSize] ?? placeholder(place)),
    isWaiting: (place) => !pages.has(pageOf(place)),
    placeOf: (uid) => placeNamed(uid, length),
    look(first, last): void {
      sight = { first, last }
      void fetchWanted()
    },
  }

  return {
    source,
    /** Fetches what will be visible, so that the rows appear without gaps. */
    async prepare(first: number, last: number): Promise<void> {
      sight = { first: Math.min(first, Math.max(0, length - 1)), last: Math.min(last, length) }
      if (length === 0) return
      const inSight = wanted().filter((page) => page <= pageOf(Math.max(sight.first, sight.last - 1)))
      await Promise.all(inSight.filter((page) => page >= pageOf(sight.first)).map(fetchPage))
    },
    /** The last reported visible range. */
    sight: () => sight,
    /** Stops fetching. */
    end: () => void (isOver = true),
  }
}

export type RowPages = ReturnType<typeof createRowPages>
