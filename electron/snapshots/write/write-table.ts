import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { orderTableRows, selectTableRows } from '../query/select-rows.ts'
import { createSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { comparedCsv, plainCsv } from './csv-pieces.ts'
import { jsonPieces } from './json-pieces.ts'
import { reportPieces } from './report-pieces.ts'
import { textPieces } from './text-pieces.ts'
import type { Written } from './written.ts'
import type { WrittenForm } from '../protocol/table-engine.ts'

/** A piece of the written text. */
export interface WrittenPiece {
  text: string
  /** The number of rows written so far, and in total. */
  rows: number
  of: number
}

const rowsPerPiece = 500
/** Limits the rows of a piece if they have many cells. */
const cellsPerPiece = 20_000

/**
 * The selected rows as pieces of text, or the rows `picked` by number in the selection's order. Doesn't change the
 * table's own selection.
 */
export async function* writtenPieces(
  table: Table,
  selection: TableSelection,
  as: WrittenForm,
  signal: AbortSignal,
  picked?: Int32Array,
): AsyncGenerator<WrittenPiece> {
  const slices = createSlices(signal)
  const selected =
    picked === undefined
      ? await selectTableRows(table, selection, slices)
      : await orderTableRows(table, picked, selection, slices)
  const places = selection.columns.filter((place) => table.columns[place] !== undefined)
  const written = await formed(table, as, { rows: selected, places }, slices)
  const { head, rows = selected, lines, foot } = written
  yield { text: head, rows: 0, of: rows.length }
  const step = Math.max(1, Math.min(rowsPerPiece, Math.floor(cellsPerPiece / Math.max(1, places.length))))
  for (let from = 0; from < rows.length; from += step) {
    const piece = rows.subarray(from, from + step)
    let text = ''
    for (const part of lines(piece)) {
      text += part
      if (!slices.isUp()) continue
      yield { text, rows: from, of: rows.length }
      text = ''
      await slices.next()
    }
    yield { text, rows: from + piece.length, of: rows.length }
  }
  if (foot !== '') yield { text: foot, rows: rows.length, of: rows.length }
}

function formed(
  table: Table,
  as: WrittenForm,
  { rows, places }: { rows: Int32Array; places: readonly number[] },
  slices: Slices,
): Written | Promise<Written> {
  const { compared } = table
  switch (as) {
    case 'html':
      if (compared === null) throw new Error('Only a comparison can be written as a report')
      return reportPieces(table, compared, { rows, places }, slices)
    case 'json':
      return jsonPieces(table, places)
    case 'text':
      return compared === null ? plainCsv(table, places) : textPieces(table, compared, places)
    case 'csv':
      return compared === null
        ? plainCsv(table, places)
        : comparedCsv(table, compared, { rows, places }, slices)
  }
}
