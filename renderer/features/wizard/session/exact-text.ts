/**
 * A text area hands back every kind of line break as one line feed. These functions keep the text as it was pasted
 * next to what the text area shows of it, so that a value arrives byte for byte.
 */
export const shownText = (exact: string): string => exact.replace(/\r\n?/g, '\n')

/** Where a place of the shown text is in the exact one. */
function exactIndex(exact: string, shownIndex: number): number {
  let index = 0
  for (let shown = 0; shown < shownIndex && index < exact.length; shown += 1) {
    index += exact.startsWith('\r\n', index) ? 2 : 1
  }
  return index
}

/** The exact text after the part of it that is shown from `start` to `end` was replaced. */
export function replaced(exact: string, start: number, end: number, by: string): string {
  return exact.slice(0, exactIndex(exact, start)) + by + exact.slice(exactIndex(exact, end))
}

/** The exact text after its shown form was edited: what the edit left alone keeps its own line breaks. */
export function edited(exact: string, shownAfter: string): string {
  const shown = shownText(exact)
  // Nothing is told apart if nothing differs.
  if (shown === exact) return shownAfter
  const most = Math.min(shown.length, shownAfter.length)
  let start = 0
  while (start < most && shown[start] === shownAfter[start]) start += 1
  let tail = 0
  while (tail < most - start && shown.at(-1 - tail) === shownAfter.at(-1 - tail)) tail += 1
  const inserted = shownAfter.slice(start, shownAfter.length - tail)
  const result = replaced(exact, start, shown.length - tail, inserted)
  // A line feed that was typed right after a carriage return would become one line break with it.
  return shownText(result) === shownAfter ? result : shownAfter
}

/** How many lines a text has. */
export const lineCount = (text: string): number => shownText(text).split('\n').length
