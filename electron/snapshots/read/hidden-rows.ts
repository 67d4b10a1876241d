/** A row of a file has fewer signs than that before its first line break; longer texts are looked at no further. */
const longestLine = 64 * 1024

/**
 * Whether a cell of a row holds what looks like further rows, as where a quote is opened that no one meant: its first
 * line completes the row that it begins in, and its last line begins the one that it ends in.
 */
export function hidesRows(row: readonly string[], delimiter: string): boolean {
  // Two cells in a row are also a sentence with a comma.
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
