/** Rows of files are shorter than this before their first line break; longer texts aren't examined. */
const longestLine = 64 * 1024

/**
 * Whether a cell of a row contains what looks like further rows, as after an unintended opening quote: its first line
 * completes the row where it begins, and its last line begins the row where it ends.
 */
export function hidesRows(row: readonly string[], delimiter: string): boolean {
  // A row of two cells can also be a sentence with a comma.
  if (row.length < 3) return false
  return row.some((cell, place) => {
    const first = cell.search(/[\r\n]/)
    if (first < 0) return false
    const last = Math.max(cell.lastIndexOf('\n'), cell.lastIndexOf('\r')) + 1
    if (first > longestLine || cell.length - last > longestLine) return false
    const cellsOf = (line: string) => line.split(delimiter).length
    return cellsOf(cell.slice(0, first)) === row.length - place && cellsOf(cell.slice(last)) === place + 1
  })
}
