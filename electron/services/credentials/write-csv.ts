import Papa from 'papaparse'
import { columns, type ColumnId } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { AgeBasis } from '../../../shared/rotation.ts'

/** Fields that a spreadsheet would run as a formula; Papa Parse puts an apostrophe before them. */
const formula = /^[=+\-@\t\r\0]/

const rowsPerPiece = 500

/**
 * The rows as CSV of RFC 4180 in UTF-8 with a byte order mark, the columns in their order, in pieces. `onPiece`
 * is told the number of rows after each, and between two the event loop goes on.
 */
export async function* csvPieces(
  rows: readonly Credential[],
  shown: readonly ColumnId[],
  basis: AgeBasis,
  onPiece: (rows: number) => void = () => undefined,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLines([shown.map((id) => columns[id].csvTitle)])}`
  for (let from = 0; from < rows.length; from += rowsPerPiece) {
    const piece = rows.slice(from, from + rowsPerPiece)
    yield csvLines(piece.map((row) => shown.map((id) => columns[id].csv(row, basis))))
    onPiece(from + piece.length)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const csvLines = (fields: string[][]): string =>
  `${Papa.unparse(fields, { newline: '\r\n', escapeFormulae: formula })}\r\n`

/** `credentials-<cluster>-<date and time>.csv`, in the machine's own time and safe on every file system. */
export function csvFileName(cluster: string, now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
  const safe = cluster.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return `credentials-${safe.slice(0, 80) || 'cluster'}-${date}-${time}.csv`
}
