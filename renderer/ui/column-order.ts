/** Moves `item` to `index`. The first place is fixed, so the minimum is 1. */
export function moved<T>(list: T[], item: T, index: number): T[] {
  const from = list.indexOf(item)
  const to = Math.min(Math.max(index, 1), list.length - 1)
  if (from < 1 || from === to) return list
  const rest = list.filter((other) => other !== item)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
