const first = 500
const longest = 30_000

/**
 * Milliseconds to wait after the n-th failure in a row: doubling from half a second with jitter, and from the seventh
 * on never less than half a minute.
 */
export function backoffDelay(failures: number, random: () => number): number {
  const step = first * 2 ** (Math.max(1, failures) - 1)
  return step < longest ? step * (0.5 + random()) : longest * (1 + random() / 4)
}
