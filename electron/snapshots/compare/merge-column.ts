import { cellAt, type CellColumn } from '../table/column.ts'
import { allInSlices, eachInSlices, type Slices } from '../table/slices.ts'

/** Where the rows of a comparison come from: the later table's rows are first, removed rows follow. */
export interface RowOrigins {
  count: number
  afterCount: number
  /** By row of the comparison: the earlier table's row, -1 for none. */
  beforeRows: Int32Array
  /** By row of the earlier table: the comparison's row if it was removed, else -1. */
  goneAt: Int32Array
}

/** The cells of a comparison's column: those of the later table, and of the earlier one for removed rows. */
export async function mergeColumn(
  before: CellColumn | undefined,
  after: CellColumn | undefined,
  origins: RowOrigins,
  slices: Slices,
): Promise<CellColumn> {
  // A column that only the earlier table has is also shown in matched rows.
  if (after === undefined) return before === undefined ? nothing() : ofBefore(before, origins, slices)
  if (before?.kind === 'sparse' || after.kind === 'sparse') return sparse(before, after, origins, slices)
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
  const own = after.codes.subarray(0, afterCount)
  // Rows beyond the end of the codes are empty: mostly empty columns stay short.
  if (before === undefined || count === afterCount) return { kind: 'coded', values, codes: own }
  const known = new Map<string, number>()
  await eachInSlices(values.length, slices, (code) => void known.set(values[code] ?? '', code))
  const codeOf = new Uint32Array(before.values.length)
  await eachInSlices(before.values.length, slices, (own) => {
    const value = before.values[own] ?? ''
    let code = known.get(value)
    if (code === undefined) {
      code = values.length
      values.push(value)
      known.set(value, code)
    }
    codeOf[own] = code
  })
  const goneCode = (row: number) => codeOf[before.codes[beforeRows[row] ?? 0] ?? 0] ?? 0
  let length = own.length
  await eachInSlices(count - afterCount, slices, (at) => {
    if (goneCode(afterCount + at) > 0) length = afterCount + at + 1
  })
  const codes = new Uint32Array(length)
  codes.set(own)
  await eachInSlices(
    length - afterCount,
    slices,
    (at) => void (codes[afterCount + at] = goneCode(afterCount + at)),
  )
  return { kind: 'coded', values, codes }
}

async function sparse(
  before: CellColumn | undefined,
  after: CellColumn,
  origins: RowOrigins,
  slices: Slices,
): Promise<CellColumn> {
  const cells = new Map<number, string>()
  await eachCell(after, origins.afterCount, slices, (row, text) => void cells.set(row, text))
  if (before !== undefined) {
    await eachCell(before, origins.goneAt.length, slices, (own, text) => {
      const row = origins.goneAt[own] ?? -1
      if (row >= 0) cells.set(row, text)
    })
  }
  return { kind: 'sparse', cells }
}

async function eachCell(
  column: CellColumn,
  count: number,
  slices: Slices,
  each: (row: number, text: string) => void,
): Promise<void> {
  if (column.kind === 'sparse') {
    await allInSlices(column.cells, slices, ([row, text]) => each(row, text))
    return
  }
  await eachInSlices(count, slices, (row) => {
    const text = cellAt(column, row)
    if (text !== '') each(row, text)
  })
}
