import type { RowSource } from './row-source.ts'

/**
 * The new index of the first visible row after the rows were replaced. If it is gone or has changed, that of the next
 * visible one below it that is still the same: a changed row may have moved far away, and the view must not follow it.
 * If all have changed, the one that moved least. `null` if none is left, or rows can't be tracked.
 */
export function anchorAfter<T>(
  previous: RowSource<T>,
  next: RowSource<T>,
  keyOf: (row: T) => string,
  firstInSight: number,
  count: number,
): { before: number; after: number } | null {
  if (previous.isByPlace || next.isByPlace) return null
  let nearest: { before: number; after: number } | null = null
  for (let before = firstInSight; before < firstInSight + count; before += 1) {
    const row = previous.at(before)
    const after = row === undefined ? -1 : next.placeOf(keyOf(row))
    if (after < 0) continue
    if (next.at(after) === row) return { before, after }
    if (nearest === null || Math.abs(after - before) < Math.abs(nearest.after - nearest.before))
      nearest = { before, after }
  }
  return nearest
}
