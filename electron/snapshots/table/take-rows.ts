import { cellAt, type CellColumn } from './column.ts'
import { createTable, type Table } from './table.ts'

/** A table with some of another table's rows. */
export function takeRows(table: Table, rows: Int32Array): Table {
  return createTable({
    columns: table.columns,
    cells: table.cells.map((column) => takeCells(column, rows)),
    rowCount: rows.length,
    asOf: table.asOf,
    compared: null,
  })
}

function takeCells(column: CellColumn, rows: Int32Array): CellColumn {
  switch (column.kind) {
    case 'coded':
      return {
        kind: 'coded',
        values: column.values,
        codes: Uint32Array.from(rows, (row) => column.codes[row] ?? 0),
      }
    case 'plain':
      return { kind: 'plain', cells: Array.from(rows, (row) => column.cells[row] ?? '') }
    case 'sparse': {
      const cells = new Map<number, string>()
      rows.forEach((row, at) => {
        const text = cellAt(column, row)
        if (text !== '') cells.set(at, text)
      })
      return { kind: 'sparse', cells }
    }
  }
}
