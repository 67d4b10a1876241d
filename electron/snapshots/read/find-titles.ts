import { mostRowsBeforeTitles } from './bounds.ts'
import { columnOfTitle } from './read-titles.ts'

/** Whether a row has no text: it is empty, or contains only spaces and separators. */
export const isBlankRow = (row: readonly string[]): boolean =>
  row[0]?.trim() === '' && row.every((cell) => cell.trim() === '')

/** How many of Credenza's columns a row names. */
export function knownTitles(row: readonly string[]): number {
  const ids = new Set<string>()
  for (const cell of row) {
    const id = columnOfTitle(cell)
    if (id !== null) ids.add(id)
  }
  return ids.size
}

/** The number of cells up to the last one with text. */
export const widthOf = (row: readonly string[]): number => row.findLastIndex((cell) => cell.trim() !== '') + 1

/** Whether a row is a comment such as `#TYPE System.Object` or `# made by …`, with no other cells. */
const isComment = (row: readonly string[]): boolean =>
  row[0]?.startsWith('#') === true && widthOf(row) === 1 && knownTitles(row) === 0

/**
 * The index of the titles among the first rows of a file; -1 if all are blank. The titles are the first row, unless a
 * later one names at least two of Credenza's columns and the first names none or has only one cell. A lone cell that
 * begins with `#` is a comment.
 */
export function findTitles(rows: readonly (readonly string[])[]): number {
  const among = rows.slice(0, mostRowsBeforeTitles)
  const first = among.findIndex((row) => !isBlankRow(row) && !isComment(row))
  if (first < 0) return among.findIndex((row) => !isBlankRow(row))
  const known = knownTitles(among[first] ?? [])
  if (known > 0 && widthOf(among[first] ?? []) > 1) return first
  const later = among.findIndex((row, place) => place > first && knownTitles(row) >= 2)
  return later < 0 ? first : later
}
