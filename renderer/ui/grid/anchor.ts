/**
 * Where the first row in sight stands after the rows were replaced: that row, or if it is gone the next one below
 * it that is still there. -1 when none of those in sight is left.
 */
export function anchorAfter<T>(
  previous: readonly T[],
  next: readonly T[],
  keyOf: (row: T) => string,
  firstInSight: number,
  count: number,
): { before: number; after: number } | null {
  const candidates = new Map<string, number>()
  previous
    .slice(firstInSight, firstInSight + count)
    .forEach((row, offset) => candidates.set(keyOf(row), firstInSight + offset))
  let best: { before: number; after: number } | null = null
  for (const [after, row] of next.entries()) {
    const before = candidates.get(keyOf(row))
    if (before === undefined || (best !== null && best.before < before)) continue
    best = { before, after }
    if (before === firstInSight) break
  }
  return best
}
