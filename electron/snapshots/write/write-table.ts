import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { selectRows } from '../query/select-rows.ts'
import { createSlices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { comparedCsv, plainCsv } from './csv-pieces.ts'
import { reportPieces } from './report-pieces.ts'

/** A part of what is written. */
export interface WrittenPiece {
  text: string
  /** How many rows are written with it, of how many. */
  rows: number
  of: number
}

const rowsPerPiece = 500

/** The selected rows as text in pieces. Another selection of the table stays as it is. */
export async function* writtenPieces(
  table: Table,
  selection: TableSelection,
  as: 'csv' | 'html',
  signal: AbortSignal,
): AsyncGenerator<WrittenPiece> {
  const slices = createSlices(signal)
  const rows = await selectRows(table, selection, slices)
  const places = selection.columns.filter((place) => table.columns[place] !== undefined)
  const { head, lines, foot } =
    as === 'html'
      ? reportPieces({ table, rows, places })
      : table.compared === null
        ? plainCsv(table, places)
        : await comparedCsv(table, table.compared, { rows, places }, slices)
  yield { text: head, rows: 0, of: rows.length }
  for (let from = 0; from < rows.length; from += rowsPerPiece) {
    const piece = rows.subarray(from, from + rowsPerPiece)
    yield { text: lines(piece), rows: from + piece.length, of: rows.length }
    if (slices.isUp()) await slices.next()
  }
  if (foot !== '') yield { text: foot, rows: rows.length, of: rows.length }
}
