import { createMatcher } from './fuzzy-match.ts'

interface Deps<T> {
  /** All rows as they are now. */
  rows: () => Iterable<T>
  /** What is searched of one. */
  textOf: (row: T) => string
  /** What a row gets on top of how well it is found. */
  bonusOf: (row: T) => number
  /** So many of the best are kept. */
  most: number
  /** Milliseconds of a clock that only goes forward. */
  clock: () => number
  /** Resolves once the window has painted and taken keys. */
  rest: () => Promise<void>
}

export interface SliceFound<T> {
  /** The best first. */
  best: T[]
  /** How well the first of them is found; 0 if there is none. */
  score: number
  /** How many are found in all, of how many. */
  count: number
  total: number
}

/** Milliseconds of search between two rests: a frame stays a frame. */
const sliceTime = 8
/** Rows between two looks at the clock. */
const perLook = 64

interface Scored<T> {
  row: T
  score: number
  text: string
}

const byScore = <T>(one: Scored<T>, other: Scored<T>): number =>
  other.score - one.score ||
  one.text.length - other.text.length ||
  (one.text < other.text ? -1 : one.text > other.text ? 1 : 0)

/** Keeps the best of many. */
function createBest<T>(most: number) {
  let kept: Scored<T>[] = []
  const cut = () => void (kept = kept.toSorted(byScore).slice(0, most))
  return {
    add(scored: Scored<T>): void {
      kept.push(scored)
      if (kept.length > most * 8) cut()
    },
    rows(): { best: T[]; score: number } {
      cut()
      return { best: kept.map(({ row }) => row), score: kept[0]?.score ?? 0 }
    },
  }
}

/**
 * Searches any number of rows without holding up the window: a slice at a time. A newer query ends an older one. A query
 * that goes on where the last one ended only looks through what that one found.
 */
export function createSliceSearch<T>({ rows, textOf, bonusOf, most, clock, rest }: Deps<T>) {
  let newest = 0
  let last: { query: string; found: readonly T[]; total: number } | null = null

  /** `null` if a newer query came in the meantime. */
  async function search(query: string): Promise<SliceFound<T> | null> {
    newest += 1
    const mine = newest
    const isNarrower = last !== null && query.startsWith(last.query) && last.query.trim() !== ''
    const all: readonly T[] = isNarrower && last !== null ? last.found : [...rows()]
    const total = isNarrower && last !== null ? last.total : all.length
    const matcher = createMatcher(query)
    const best = createBest<T>(most)
    const found: T[] = []
    let until = clock() + sliceTime
    for (const [at, row] of all.entries()) {
      if (at % perLook === 0 && clock() >= until) {
        await rest()
        if (mine !== newest) return null
        until = clock() + sliceTime
      }
      const text = textOf(row)
      const score = matcher.score(text)
      if (score === null || score < matcher.least) continue
      found.push(row)
      best.add({ row, text, score: score + bonusOf(row) })
    }
    last = { query, found, total }
    return { ...best.rows(), count: found.length, total }
  }

  return {
    search,
    /** Ends what is being searched and forgets what was found: the rows are others. */
    reset(): void {
      newest += 1
      last = null
    },
  }
}
