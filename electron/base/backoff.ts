const first = 500
const longest = 30_000

/**
 * Milliseconds to wait after the n-th failure in a row: starts at half a second and doubles, with jitter. From the
 * seventh failure on it is at least half a minute.
 */
export function backoffDelay(failures: number, random: () => number): number {
  const step = first * 2 ** (Math.max(1, failures) - 1)
  return step < longest ? step * (0.5 + random()) : longest * (1 + random() / 4)
}
