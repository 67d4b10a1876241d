import { credentialKey } from '../history/history-events.ts'
import { cellAt } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

/** The ids of a table's rows, by row number. An id is never reused, even when the table is renewed. */
export interface RowIds {
  of: Int32Array
  /** The next unused id. */
  next: number
}

const numbers = (length: number): Int32Array => Int32Array.from({ length }, (_, row) => row)

/** The ids of a table that was never renewed: its row numbers. */
export const firstIds = ({ rowCount }: Table): RowIds => ({ of: numbers(rowCount), next: rowCount })

/** Identifies a row: by its credential, or by all its cells. */
function keyOf(table: Table, row: number): string {
  const credential = table.compared === null ? null : credentialKey(table, row)
  if (credential !== null) return credential
  return table.cells
    .map((column) => cellAt(column, row))
    .map((text) => `${text.length}:${text}`)
    .join('')
}

/** The ids of a table that replaces another: rows that existed there keep their ids. */
export async function carriedIds(
  before: { table: Table; ids: RowIds },
  table: Table,
  slices: Slices,
): Promise<RowIds> {
  const known = new Map<string, number[]>()
  // Backwards, so that the first of equal rows is last in its list, where it is cheap to remove.
  await eachInSlices(before.table.rowCount, slices, (at) => {
    const row = before.table.rowCount - 1 - at
    const key = keyOf(before.table, row)
    const ids = known.get(key)
    if (ids === undefined) known.set(key, [before.ids.of[row] ?? 0])
    else ids.push(before.ids.of[row] ?? 0)
  })
  const of = new Int32Array(table.rowCount)
  let { next } = before.ids
  await eachInSlices(table.rowCount, slices, (row) => {
    of[row] = known.get(keyOf(table, row))?.pop() ?? next++
  })
  return { of, next }
}

/** The rows of some ids, by number; omits removed ones. */
export function rowsOfIds({ of, next }: RowIds, wanted: readonly number[]): Int32Array {
  const rows = new Int32Array(next).fill(-1)
  for (let row = 0; row < of.length; row += 1) rows[of[row] ?? 0] = row
  return Int32Array.from(wanted, (id) => rows[id] ?? -1).filter((row) => row >= 0)
}
