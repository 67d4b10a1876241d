/**
 * A text area returns every kind of line break as a line feed. These functions keep the exact text next to the
 * displayed one, so that a value is saved byte for byte.
 */
export const shownText = (exact: string): string => exact.replace(/\r\n?/g, '\n')

/** Converts an index of the displayed text to one of the exact text. */
function exactIndex(exact: string, shownIndex: number): number {
  let index = 0
  for (let shown = 0; shown < shownIndex && index < exact.length; shown += 1) {
    index += exact.startsWith('\r\n', index) ? 2 : 1
  }
  return index
}

/** The exact text after its part displayed from `start` to `end` was replaced. */
export function replaced(exact: string, start: number, end: number, by: string): string {
  return exact.slice(0, exactIndex(exact, start)) + by + exact.slice(exactIndex(exact, end))
}

/** The exact text after editing the displayed one. What wasn't edited keeps its line breaks. */
export function edited(exact: string, shownAfter: string): string {
  const shown = shownText(exact)
  // If both are equal, there is nothing to preserve.
  if (shown === exact) return shownAfter
  const most = Math.min(shown.length, shownAfter.length)
  let start = 0
  while (start < most && shown[start] === shownAfter[start]) start += 1
  let tail = 0
  while (tail < most - start && shown.at(-1 - tail) === shownAfter.at(-1 - tail)) tail += 1
  const inserted = shownAfter.slice(start, shownAfter.length - tail)
  const result = replaced(exact, start, shown.length - tail, inserted)
  // A line feed typed right after a carriage return would merge with it.
  return shownText(result) === shownAfter ? result : shownAfter
}

/** The number of lines in a text. */
export const lineCount = (text: string): number => shownText(text).split('\n').length
