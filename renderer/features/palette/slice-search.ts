import { createMatcher } from './fuzzy-match.ts'

interface Deps<T> {
  /** All current rows. */
  rows: () => Iterable<T>
  /** The searched text of a row. */
  textOf: (row: T) => string
  /** A bonus added to a row's score. */
  bonusOf: (row: T) => number
  /** How many of the best are kept. */
  most: number
  /** Milliseconds of a monotonic clock. */
  clock: () => number
  /** Resolves once the window has painted and handled keys. */
  rest: () => Promise<void>
}

export interface SliceFound<T> {
  /** Best first. */
  best: T[]
  /** The score of the first. 0 if there is none. */
  score: number
  /** How many match, of how many. */
  count: number
  total: number
}

/** Milliseconds of searching between pauses, so that frames stay in time. */
const sliceTime = 8
/** Rows between readings of the clock. */
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
 * Searches any number of rows in slices without blocking the window. A newer query cancels an older one. A query that
 * extends the previous one only searches that one's matches.
 */
export function createSliceSearch<T>({ rows, textOf, bonusOf, most, clock, rest }: Deps<T>) {
  let newest = 0
  let last: { query: string; found: readonly T[]; total: number } | null = null

  /** `null` if a newer query arrived meanwhile. */
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
    /** Cancels the search and forgets matches, since the rows are different. */
    reset(): void {
      newest += 1
      last = null
    },
  }
}
