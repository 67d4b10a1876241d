import { csvTitle as titleOf, csvWord } from '../../../shared/snapshot-text/csv-word.ts'
import { changeNames } from '../../../shared/snapshot-text/comparison-text.ts'
import { changeKinds, type TableColumn } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { csvLines, csvParts } from '../../../shared/csv-text.ts'
import { comparedTitles } from '../table/own-titles.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import type { ComparedRows, Table } from '../table/table.ts'
import type { Written } from './written.ts'

const byteOrderMark = '\uFEFF'
const csvTitle = (column: TableColumn | undefined): string => (column === undefined ? '' : titleOf(column))

/** CSV like the live list's: an opened export is written with the same bytes. */
export function plainCsv(table: Table, places: readonly number[]): Written {
  const texts = (row: number) => places.map((place) => csvText(table, place, row))
  return {
    head: byteOrderMark + csvLines([places.map((place) => csvTitle(table.columns[place]))]),
    lines: (rows) => csvParts(cellsOf(rows, texts)),
    foot: '',
  }
}

/** The cells of each row, on demand. */
function* cellsOf(rows: Int32Array, cells: (row: number) => string[]): Generator<string[]> {
  for (const row of rows) yield cells(row)
}

function csvText(table: Table, place: number, row: number): string {
  const cells = table.cells[place]
  return cells === undefined ? '' : csvWord(table.columns[place]?.id ?? null, cellAt(cells, row))
}

/**
 * One line for each row, so that a spreadsheet's filters and counts work: the kind of change, the changed columns, then
 * all columns. A column that changed in any row is followed by one with the previous text, which is filled only in the
 * changed rows.
 */
export async function comparedCsv(
  table: Table,
  compared: ComparedRows,
  { rows, places }: { rows: Int32Array; places: readonly number[] },
  slices: Slices,
): Promise<Written> {
  const isChanged = (row: number) => changeKinds[compared.changes[row] ?? 0] === 'changed'
  const differs = (place: number, row: number) => isChanged(row) && !compared.isSame(place, row)
  const everChanged = new Set<number>()
  const look = (at: number) => {
    const row = rows[at] ?? 0
    if (isChanged(row)) for (const place of places) if (!compared.isSame(place, row)) everChanged.add(place)
  }
  await eachInSlices(rows.length, slices, look, places.length)
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
    head: byteOrderMark + csvLines([[...comparedTitles, ...titles]]),
    lines: (some) => csvParts(cellsOf(some, line)),
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
