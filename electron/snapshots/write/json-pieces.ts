import { changeKinds, type TableColumn } from '../../../shared/snapshot.ts'
import { visibleJson } from '../../../shared/visible-text.ts'
import { cellAt } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import type { Written } from './written.ts'

/**
 * A table as JSON: `{ "columns": [{ "title", "id" }], "rows": [["cell"]] }`, one row per line. For a comparison, its
 * facts come first, and a row is `{ "change", "cells", "before" }`: in a changed row, `before` has the previous text of
 * the cells that differ, and null for the others. Cells are complete and in Credenza's words; no text from outside is
 * used as a key.
 */
export function jsonPieces(table: Table, places: readonly number[]): Written {
  const columns = places.flatMap((place) => table.columns[place] ?? []).map(columnFacts)
  const { columns: _, ...comparison } = table.compared?.comparison ?? {}
  const head = visibleJson({ ...comparison, columns }).replace(/\}$/, '')
  let isFirst = true
  const line = (row: number) => {
    const separator = isFirst ? '\n' : ',\n'
    isFirst = false
    return separator + visibleJson(rowFacts(table, places, row))
  }
  return { head: `${head},"rows":[`, lines: (rows) => Array.from(rows, line), foot: '\n]}' }
}

const columnFacts = (column: TableColumn & { in?: string }) => ({
  title: column.title,
  id: column.id,
  ...(column.in === undefined ? {} : { in: column.in }),
})

function rowFacts(table: Table, places: readonly number[], row: number) {
  const text = (place: number) => {
    const column = table.cells[place]
    return column === undefined ? '' : cellAt(column, row)
  }
  const cells = places.map(text)
  const { compared } = table
  if (compared === null) return cells
  const change = changeKinds[compared.changes[row] ?? 0] ?? 'unchanged'
  if (change !== 'changed') return { change, cells }
  const before = places.map((place) => {
    const column = compared.beforeCells[place]
    return column == null || compared.isSame(place, row)
      ? null
      : cellAt(column, compared.beforeRows[row] ?? 0)
  })
  return { change, cells, before }
}
