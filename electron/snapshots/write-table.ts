import { columns as ownColumns } from '../../shared/columns.ts'
import type { TableSelection } from '../../shared/contract/snapshots.ts'
import { changeKinds, type TableColumn } from '../../shared/snapshot.ts'
import { cellAt } from './column.ts'
import { csvLines } from './csv-text.ts'
import { csvWord } from './read-words.ts'
import { selectRows } from './select-rows.ts'
import { createSlices, type Slices } from './slices.ts'
import { changeNames, type ComparedRows, type Table } from './table.ts'
import { reportPieces } from './write-report.ts'

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

/** What is written before the rows, for some rows, and after them. */
export interface Written {
  head: string
  lines: (rows: Int32Array) => string
  foot: string
}

const byteOrderMark = '\uFEFF'
const csvTitle = (column: TableColumn | undefined): string => {
  if (column === undefined) return ''
  return column.id === null ? column.title : ownColumns[column.id].csvTitle
}

/** As the live list writes it: an export that was opened gives the same bytes again. */
function plainCsv(table: Table, places: readonly number[]): Written {
  const texts = (row: number) => places.map((place) => csvText(table, place, row))
  return {
    head: byteOrderMark + csvLines([places.map((place) => csvTitle(table.columns[place]))]),
    lines: (rows) => csvLines(Array.from(rows, texts)),
    foot: '',
  }
}

function csvText(table: Table, place: number, row: number): string {
  const cells = table.cells[place]
  return cells === undefined ? '' : csvWord(table.columns[place]?.id ?? null, cellAt(cells, row))
}

/**
 * One line for each row, so that filters and counts of a spreadsheet hold: which change, which columns it is about,
 * then the columns. Behind each of them that any row has changed stands what was there before; it is filled in the
 * changed rows alone.
 */
async function comparedCsv(
  table: Table,
  compared: ComparedRows,
  { rows, places }: { rows: Int32Array; places: readonly number[] },
  slices: Slices,
): Promise<Written> {
  const isChanged = (row: number) => changeKinds[compared.changes[row] ?? 0] === 'changed'
  const differs = (place: number, row: number) => isChanged(row) && !compared.isSame(place, row)
  const everChanged = new Set<number>()
  for (const [at, row] of rows.entries()) {
    if (isChanged(row)) for (const place of places) if (!compared.isSame(place, row)) everChanged.add(place)
    if (at % 256 === 0 && slices.isUp()) await slices.next()
  }
  const title = (place: number) => csvTitle(table.columns[place])
  const titles = places.flatMap((place) =>
    everChanged.has(place) ? [title(place), `${title(place)} before`] : [title(place)],
  )
  const line = (row: number) => {
    const changed = places.filter((place) => differs(place, row))
    return [
      changeNames[changeKinds[compared.changes[row] ?? 0] ?? 'unchanged'],
      changed.map(title).join('; '),
      ...places.flatMap((place) => {
        const text = csvText(table, place, row)
        if (!everChanged.has(place)) return [text]
        return [text, differs(place, row) ? beforeText(table, compared, place, row) : '']
      }),
    ]
  }
  return {
    head: byteOrderMark + csvLines([['Change', 'Changed columns', ...titles]]),
    lines: (some) => csvLines(Array.from(some, line)),
    foot: '',
  }
}

function beforeText(
  table: Table,
  { beforeCells, beforeRows }: ComparedRows,
  place: number,
  row: number,
): string {
  const cells = beforeCells[place]
  if (cells === null || cells === undefined) return ''
  return csvWord(table.columns[place]?.id ?? null, cellAt(cells, beforeRows[row] ?? 0))
}
