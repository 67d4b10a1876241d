/** Several measurements of one thing, in milliseconds unless stated otherwise. */
interface Spread {
  median: number
  least: number
  most: number
}

/** Median, minimum and maximum of some numbers. NaN if there are none. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? NaN, sorted[Math.floor(middle)] ?? NaN]
  return { median: (low + high) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}

/** Bytes in MB, as the goals count them. */
export const megabytes = (bytes: number): number => bytes / 1_000_000
