import type { SnapshotRemark, TableColumn } from '../../../shared/snapshot.ts'
import type { CellColumn } from '../table/column.ts'
import { withoutEscape } from '../table/csv-text.ts'
import { countLines, type Newline } from './cut-rows.ts'
import type { CsvForm } from './find-form.ts'

/** Lines that are told of all. */
const mostLines = 10

interface Looked {
  /** What was cut, blank lines included; `own` are those that are rows. */
  rows: readonly string[][]
  own: readonly string[][]
  /** The line in which the first of `rows` begins. */
  line: number
  width: number
  /** The number of the first of `own` in the table. */
  firstRow: number
}

/** Notes rows of other lengths than the titles', and keeps what stands beyond the last title. */
export function createUnequalRows({ newline }: Pick<CsvForm, 'newline'>) {
  const beyond: Map<number, string>[] = []
  const lines: number[] = []
  let count = 0

  /** Keeps further cells; whether there were any with something in it. */
  function keep(row: readonly string[], width: number, number: number): boolean {
    let isAny = false
    for (let place = width; place < row.length; place += 1) {
      const text = row[place] ?? ''
      if (text === '') continue
      isAny = true
      let cells = beyond[place - width]
      if (cells === undefined) {
        cells = new Map()
        beyond[place - width] = cells
      }
      cells.set(number, withoutEscape(text))
    }
    return isAny
  }

  return {
    look({ rows, own, line, width, firstRow }: Looked): void {
      for (let index = 0; index < own.length; index += 1) {
        const row = own[index] ?? []
        if (row.length === width) continue
        // A delimiter at the end of a line makes no cell.
        if (row.length > width && !keep(row, width, firstRow + index)) continue
        count += 1
        if (lines.length < mostLines) lines.push(lineOf(rows, row, line, newline))
      }
    },
    /** At most `most` columns; what stands beyond them is in the last one. */
    finish(known: readonly TableColumn[], most: number) {
      const taken = new Set(known.map(({ title }) => title))
      const columns: TableColumn[] = []
      const cells: CellColumn[] = []
      beyond.forEach((further, place) => {
        const last = cells[most - 1]
        if (last?.kind === 'sparse') {
          for (const [row, text] of further)
            last.cells.set(row, [last.cells.get(row) ?? '', text].filter(Boolean).join(' '))
          return
        }
        let title = `Column ${known.length + place + 1}`
        while (taken.has(title)) title = `${title} 2`
        taken.add(title)
        columns.push({ title, id: null, isDerived: false })
        cells.push({ kind: 'sparse', cells: further })
      })
      const remarks: SnapshotRemark[] = count === 0 ? [] : [{ code: 'rows-unequal', rows: count, lines }]
      return { columns, cells, remarks }
    },
  }
}

/** The line in which a row begins: cells may have line breaks of their own. */
function lineOf(rows: readonly string[][], row: readonly string[], line: number, newline: Newline): number {
  let at = line
  for (const other of rows) {
    if (other === row) break
    at += 1
    for (const cell of other) at += countLines(cell, newline)
  }
  return at
}
