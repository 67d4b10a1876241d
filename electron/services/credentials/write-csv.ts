import { columns, type ColumnId } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { AgeBasis } from '../../../shared/rotation.ts'
import { csvLines } from '../../../shared/csv-text.ts'

const rowsPerPiece = 500

/**
 * The rows as CSV (RFC 4180, UTF-8 with a byte order mark) in pieces, with the columns in this order. `onPiece` is
 * called with the number of rows after each piece. The event loop runs in between.
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

/**
 * `credentials-<cluster>-<date and time>.csv`, safe on every file system. The time is local with its UTC offset, so
 * that the repeated hour in autumn stays in order.
 */
export function csvFileName(cluster: string, now: Date, contextId = ''): string {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')
  const ahead = -now.getTimezoneOffset()
  const zone = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map(two).join('')
  return `${csvFileStem(cluster, contextId)}${csvDate(now)}-${time}${ahead < 0 ? '-' : '+'}${zone}.csv`
}

const two = (number: number) => String(number).padStart(2, '0')

/** The local date as file names contain it: `2026-09-27`. */
export const csvDate = (day: Date): string =>
  `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`

/** The common start of the names of all files of a cluster, or of one of its contexts. The date follows. */
export const csvFileStem = (cluster: string, contextId = ''): string =>
  `credentials-${fileNamePart(cluster)}${contextId === '' ? '' : `~${contextId}`}-`

/** An external name as part of a file name, safe on every file system. */
export function fileNamePart(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return safe.slice(0, 80) || 'cluster'
}
