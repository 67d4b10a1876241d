/** What a file is going to take, judged by its first part. */
export interface Estimate {
  rows: number
  /** In bytes; `limit` is what the thread may take. */
  memory: number
  limit: number
  seconds: number
}

/** More rows than that are told before they are read. */
const manyRows = 1_000_000

/** What the part took that was read. */
export interface Sampled {
  bytes: number
  milliseconds: number
  rows: number
  /** UTF-16 units, two bytes each where `isWide`. */
  units: number
  isWide: boolean
  /** Cells that are kept as a text each, and those that are kept as a number. */
  texts: number
  numbers: number
  size: number
  limit: number
}

/** A text is an object with a pointer to it, and points into the piece that it was cut from. */
const bytesPerText = 40
const bytesPerNumber = 8
/** For each row while a column is sorted: its key as its own text, and its places before and after. */
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
    // Selecting and collecting garbage grow with it.
    seconds: Math.max(1, Math.round((sampled.milliseconds * times * 1.2) / 1000)),
  }
  return { isLarge: likely.rows > manyRows || likely.memory > limit / 2, estimate: likely }
}
