import { credentialKey } from '../history/history-events.ts'
import { cellAt } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

/** What the rows of a table are called, by their number. Each name is given once, whatever the table is renewed by. */
export interface RowIds {
  of: Int32Array
  /** The next name that was never given. */
  next: number
}

const numbers = (length: number): Int32Array => Int32Array.from({ length }, (_, row) => row)

/** The names of the rows of a table that was never renewed: their numbers. */
export const firstIds = ({ rowCount }: Table): RowIds => ({ of: numbers(rowCount), next: rowCount })

/** What tells one row from others: its credential, or all that stands in it. */
function keyOf(table: Table, row: number): string {
  const credential = table.compared === null ? null : credentialKey(table, row)
  if (credential !== null) return credential
  return table.cells
    .map((column) => cellAt(column, row))
    .map((text) => `${text.length}:${text}`)
    .join('')
}

/** The names of the rows of a table that takes the place of another: what was in that one keeps its name. */
export async function carriedIds(
  before: { table: Table; ids: RowIds },
  table: Table,
  slices: Slices,
): Promise<RowIds> {
  const known = new Map<string, number[]>()
  // From the end, so that the first of equal rows is the last in its list, where taking it is cheap.
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

/** The rows of some names, by their number; those that are gone are left out. */
export function rowsOfIds({ of, next }: RowIds, wanted: readonly number[]): Int32Array {
  const rows = new Int32Array(next).fill(-1)
  for (let row = 0; row < of.length; row += 1) rows[of[row] ?? 0] = row
  return Int32Array.from(wanted, (id) => rows[id] ?? -1).filter((row) => row >= 0)
}
