/** Where a sign stands next; the text's length if it does not. Asked for places that only go up. */
export type SignFinder = (from: number) => number

/** Looks at every sign of the text at most once. */
export function createSignFinder(text: string, sign: string): SignFinder {
  let next = -1
  return (from) => {
    if (next < from) {
      const found = text.indexOf(sign, from)
      next = found < 0 ? text.length : found
    }
    return next
  }
}

/** How many line breaks stand between two places, which only go up. */
export function countBreaks(
  { nextFeed, nextReturn }: { nextFeed: SignFinder; nextReturn: SignFinder },
  from: number,
  to: number,
): number {
  let count = 0
  for (;;) {
    const [atFeed, atReturn] = [nextFeed(from), nextReturn(from)]
    const first = Math.min(atFeed, atReturn)
    if (first >= to) return count
    count += 1
    from = first + (atReturn === first && atFeed === first + 1 ? 2 : 1)
  }
}
