import type { SnapshotRemark, TableColumn } from '../../../shared/snapshot.ts'
import type { CellColumn } from '../table/column.ts'
import { withoutEscape } from '../../../shared/csv-text.ts'
import { mostColumns } from './bounds.ts'
import { createLineNotes, type OwnRows } from './rows-of-file.ts'

/** Notes rows whose length differs from the titles', and keeps the cells beyond the last title. */
export function createUnequalRows() {
  const beyond: Map<number, string>[] = []
  const notes = createLineNotes()
  let mostCells = 0

  const put = (place: number, number: number, text: string) =>
    (beyond[place] ??= new Map<number, string>()).set(number, text)

  /** Keeps further cells; returns whether any of them has text. */
  function keep(row: readonly string[], width: number, number: number): boolean {
    const last = Math.max(0, mostColumns - width - 1)
    const joined: string[] = []
    let filled = 0
    for (let place = width; place < row.length; place += 1) {
      const text = row[place] ?? ''
      if (text === '') continue
      filled = place + 1
      if (place - width < last) put(place - width, number, withoutEscape(text))
      else joined.push(withoutEscape(text))
    }
    if (joined.length > 0) put(last, number, joined.join(' '))
    mostCells = Math.max(mostCells, filled)
    return filled > 0
  }

  return {
    /** `firstRow`: the number of the first of these rows in the table, which has `width` titles. */
    look({ rows, lines }: OwnRows, width: number, firstRow: number): void {
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? []
        if (row.length === width) continue
        // A delimiter at the end of a line makes no cell.
        if (row.length > width && !keep(row, width, firstRow + at)) continue
        notes.note(lines[at] ?? 0)
      }
    },
    /** Additional columns for the cells beyond the titles; cells without room are joined in the last one. */
    finish(known: readonly TableColumn[]) {
      const taken = new Set(known.map(({ title }) => title))
      const columns: TableColumn[] = []
      const cells: CellColumn[] = []
      for (let place = 0; place < beyond.length; place += 1) {
        let title = `Column ${known.length + place + 1}`
        while (taken.has(title)) title = `${title} 2`
        taken.add(title)
        columns.push({ title, id: null, isDerived: false })
        cells.push({ kind: 'sparse', cells: beyond[place] ?? new Map<number, string>() })
      }
      const remarks: SnapshotRemark[] = notes.told('rows-unequal')
      if (mostCells > mostColumns)
        remarks.push({ code: 'columns-joined', cells: mostCells, most: mostColumns })
      return { columns, cells, remarks }
    },
  }
}
