/** The rows of a list that exist, from `first` to before `last`: those in sight and a few around them. */
export function rowsInSight(
  view: { top: number; height: number },
  rowHeight: number,
  count: number,
): { first: number; last: number } {
  const overscan = 4
  const first = Math.max(0, Math.floor(view.top / rowHeight) - overscan)
  const last = Math.ceil((view.top + view.height) / rowHeight) + overscan
  return { first: Math.min(first, count), last: Math.min(last, count) }
}
