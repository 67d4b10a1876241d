import type { RowSource } from './row-source.ts'

/**
 * The new index of the first visible row after the rows were replaced. If it is gone, the next visible one below it
 * that still exists. `null` if none of the visible ones is left, or rows can't be tracked.
 */
export function anchorAfter<T>(
  previous: RowSource<T>,
  next: RowSource<T>,
  keyOf: (row: T) => string,
  firstInSight: number,
  count: number,
): { before: number; after: number } | null {
  if (previous.isByPlace || next.isByPlace) return null
  for (let before = firstInSight; before < firstInSight + count; before += 1) {
    const row = previous.at(before)
    const after = row === undefined ? -1 : next.placeOf(keyOf(row))
    if (after >= 0) return { before, after }
  }
  return null
}
