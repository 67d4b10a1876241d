import { cellAt, type CellColumn } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'

/** Where the rows of a comparison come from: the first are those of the later table, the others are gone. */
export interface RowOrigins {
  count: number
  afterCount: number
  /** By the comparison's row: the one of the earlier table, -1 for none. */
  beforeRows: Int32Array
  /** By the row of the earlier table: the comparison's, where it is gone; else -1. */
  goneAt: Int32Array
}

/** The cells of a comparison's column: those of the later table, and of the earlier one where the row is gone. */
export async function mergeColumn(
  before: CellColumn | undefined,
  after: CellColumn | undefined,
  origins: RowOrigins,
  slices: Slices,
): Promise<CellColumn> {
  // What only the earlier table has is shown in the rows that both have, too.
  if (after === undefined) return before === undefined ? nothing() : ofBefore(before, origins, slices)
  if (before?.kind === 'sparse' || after.kind === 'sparse') return sparse(before, after, origins)
  if (after.kind === 'coded' && before?.kind !== 'plain') return coded(before, after, origins, slices)
  const cells: string[] = []
  await eachInSlices(origins.count, slices, (row) => {
    const isThere = row < origins.afterCount
    const column = isThere ? after : before
    const own = isThere ? row : (origins.beforeRows[row] ?? 0)
    cells.push(column === undefined ? '' : cellAt(column, own))
  })
  return { kind: 'plain', cells }
}

const nothing = (): CellColumn => ({ kind: 'sparse', cells: new Map() })

async function ofBefore(
  before: CellColumn,
  { count, beforeRows }: RowOrigins,
  slices: Slices,
): Promise<CellColumn> {
  if (before.kind === 'coded') {
    const codes = new Uint32Array(count)
    await eachInSlices(count, slices, (row) => {
      const own = beforeRows[row] ?? -1
      codes[row] = own < 0 ? 0 : (before.codes[own] ?? 0)
    })
    return { kind: 'coded', values: before.values, codes }
  }
  const cells = new Map<number, string>()
  await eachInSlices(count, slices, (row) => {
    const text = cellAt(before, beforeRows[row] ?? -1)
    if (text !== '') cells.set(row, text)
  })
  return { kind: 'sparse', cells }
}

async function coded(
  before: (CellColumn & { kind: 'coded' }) | undefined,
  after: CellColumn & { kind: 'coded' },
  { count, afterCount, beforeRows }: RowOrigins,
  slices: Slices,
): Promise<CellColumn> {
  const values = [...after.values]
  const codes = new Uint32Array(count)
  codes.set(after.codes.subarray(0, afterCount))
  if (before === undefined) return { kind: 'coded', values, codes }
  const known = new Map(values.map((value, code) => [value, code]))
  const codeOf = before.values.map((value) => {
    let code = known.get(value)
    if (code === undefined) {
      code = values.length
      values.push(value)
      known.set(value, code)
    }
    return code
  })
  await eachInSlices(count - afterCount, slices, (at) => {
    const row = afterCount + at
    codes[row] = codeOf[before.codes[beforeRows[row] ?? 0] ?? 0] ?? 0
  })
  return { kind: 'coded', values, codes }
}

function sparse(before: CellColumn | undefined, after: CellColumn, origins: RowOrigins): CellColumn {
  const cells = new Map<number, string>()
  forEachCell(after, origins.afterCount, (row, text) => cells.set(row, text))
  if (before !== undefined) {
    forEachCell(before, origins.goneAt.length, (own, text) => {
      const row = origins.goneAt[own] ?? -1
      if (row >= 0) cells.set(row, text)
    })
  }
  return { kind: 'sparse', cells }
}

function forEachCell(column: CellColumn, count: number, each: (row: number, text: string) => void): void {
  if (column.kind === 'sparse') {
    for (const [row, text] of column.cells) each(row, text)
    return
  }
  for (let row = 0; row < count; row += 1) {
    const text = cellAt(column, row)
    if (text !== '') each(row, text)
  }
}
