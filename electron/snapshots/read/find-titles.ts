import { mostRowsBeforeTitles } from './bounds.ts'
import { columnOfTitle } from './read-titles.ts'

/** Whether a line has no text: nothing, spaces, or nothing but separators. */
export const isBlankRow = (row: readonly string[]): boolean =>
  row[0]?.trim() === '' && row.every((cell) => cell.trim() === '')

/** How many different ones of Credenza's columns a row names. */
export function knownTitles(row: readonly string[]): number {
  const ids = new Set<string>()
  for (const cell of row) {
    const id = columnOfTitle(cell)
    if (id !== null) ids.add(id)
  }
  return ids.size
}

/** How many cells a row has up to the last one with text in it. */
export const widthOf = (row: readonly string[]): number => row.findLastIndex((cell) => cell.trim() !== '') + 1

/** A line such as `#TYPE System.Object` or `# made by …`, which no cell is next to. */
const isComment = (row: readonly string[]): boolean =>
  row[0]?.startsWith('#') === true && widthOf(row) === 1 && knownTitles(row) === 0

/**
 * The place of the titles among the first rows of a file; -1 where all are blank. They are the first row, unless a
 * later one names at least two of Credenza's columns and the first names none, or is alone in its line. What
 * begins with `#` and is alone is a comment.
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
