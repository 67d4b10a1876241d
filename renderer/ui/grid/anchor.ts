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
  for (let before = firstInSight; before < firstInSight + count; before += 1) {
    const row = previous.at(before)
    const after = row === undefined ? -1 : next.placeOf(keyOf(row))
    if (after >= 0) return { before, after }
  }
  return null
}
