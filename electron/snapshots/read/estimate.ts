/** What a whole file will need, estimated from its first part. */
export interface Estimate {
  rows: number
  /** In bytes; `limit` is what the thread may use. */
  memory: number
  limit: number
  seconds: number
}

/** More rows than this are announced before they are read. */
const manyRows = 1_000_000

/** What the first part needed. */
interface Sampled {
  bytes: number
  milliseconds: number
  rows: number
  /** UTF-16 code units, of two bytes each if `isWide`. */
  units: number
  isWide: boolean
  /** Number of cells stored as texts, and as codes. */
  texts: number
  numbers: number
  size: number
  limit: number
}

/** A text is an object and a pointer to it, and refers to the piece that it was cut from. */
const bytesPerText = 40
const bytesPerNumber = 8
/** Per row while a column is sorted: its key as a text, and its positions before and after. */
const bytesToSort = 100

export function estimate(sampled: Sampled): { isLarge: boolean; estimate: Estimate } {
  const { bytes, rows, size, limit } = sampled
  const times = size / bytes
  const held =
    sampled.units * (sampled.isWide ? 2 : 1) + sampled.texts * bytesPerText + sampled.numbers * bytesPerNumber
  const likely: Estimate = {
    rows: Math.round(rows * times),
    memory: Math.round((held + rows * bytesToSort) * times),
    limit,
    // Selecting and garbage collection grow with it.
    seconds: Math.max(1, Math.round((sampled.milliseconds * times * 1.2) / 1000)),
  }
  return { isLarge: likely.rows > manyRows || likely.memory > limit / 2, estimate: likely }
}
