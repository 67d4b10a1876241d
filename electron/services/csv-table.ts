import { csvLines } from '../../shared/csv-text.ts'

const rowsPerPiece = 500

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark) in pieces. `onPiece` is called with the number of rows after each
 * piece. The event loop runs in between.
 */
export async function* csvTable<T>(
  titles: readonly string[],
  rows: readonly T[],
  cellsOf: (row: T) => readonly string[],
  onPiece: (rows: number) => void = () => undefined,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLines([titles])}`
  for (let from = 0; from < rows.length; from += rowsPerPiece) {
    const piece = rows.slice(from, from + rowsPerPiece)
    yield csvLines(piece.map(cellsOf))
    onPiece(from + piece.length)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
