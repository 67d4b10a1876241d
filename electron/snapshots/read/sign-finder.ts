/**
 * Returns the next position of a character, or the text's length if there is none. Positions must be requested in
 * ascending order.
 */
export type SignFinder = (from: number) => number

/** Examines every character of the text at most once. */
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

/** Counts the line breaks between two positions, which must be ascending. */
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
