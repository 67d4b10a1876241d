import type { RowSource } from './row-source.ts'

/**
 * Where the first row in sight stands after the rows were replaced: that row, or if it is gone the next one below
 * it that is still there; `null` when none of those in sight is left, or nothing is known of where rows went.
 */
export function anchorAfter<T>(
  previous: RowSource<T>,
  next: RowSource<T>,
  keyOf: (row: T) => string,
  firstInSight: number,
  count: number,
): { before: number; after: number } | null {
  if (previous.isByPlace || next.isByPlace) return null
  const candidates = new Map<string, number>()
  for (let place = firstInSight; place < firstInSight + count; place += 1) {
    const row = previous.at(place)
    if (row !== undefined) candidates.set(keyOf(row), place)
  }
  let best: { before: number; after: number } | null = null
  for (let after = 0; after < next.length; after += 1) {
    const row = next.at(after)
    const before = row === undefined ? undefined : candidates.get(keyOf(row))
    if (before === undefined || (best !== null && best.before < before)) continue
    best = { before, after }
    if (before === firstInSight) break
  }
  return best
}
