import { columns, type ColumnId } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { AgeBasis } from '../../../shared/rotation.ts'
import { csvLines } from '../../../shared/csv-text.ts'

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

/**
 * `credentials-<cluster>-<date and time>.csv`, safe on every file system. The time is the machine's own with its offset
 * from UTC, so that the hour that comes twice in autumn keeps its order.
 */
export function csvFileName(cluster: string, now: Date, contextId = ''): string {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')
  const ahead = -now.getTimezoneOffset()
  const zone = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map(two).join('')
  return `${csvFileStem(cluster, contextId)}${csvDate(now)}-${time}${ahead < 0 ? '-' : '+'}${zone}.csv`
}

const two = (number: number) => String(number).padStart(2, '0')

/** The day of this machine's calendar, as it is in the names of files: `2026-09-27`. */
export const csvDate = (day: Date): string =>
  `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`

/** What the names of all files of a cluster, or of one context of it, begin with; the date follows. */
export const csvFileStem = (cluster: string, contextId = ''): string =>
  `credentials-${fileNamePart(cluster)}${contextId === '' ? '' : `~${contextId}`}-`

/** A name from outside as part of a file's: safe on every file system. */
export function fileNamePart(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return safe.slice(0, 80) || 'cluster'
}
