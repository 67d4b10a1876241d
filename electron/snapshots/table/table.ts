import { columns as ownColumns, type ColumnId } from '../../../shared/columns.ts'
import type { Comparison, TableColumn, UnmatchedReason } from '../../../shared/snapshot.ts'
import { ageInDays } from '../../../shared/rotation.ts'
import { cellAt, type CellColumn } from './column.ts'
import { eachInSlices, type Slices } from './slices.ts'

/** A comparison's rows, by their number in its table. */
export interface ComparedRows {
  comparison: Comparison
  /** By `changeKinds`. */
  changes: Uint8Array
  /** Rows from this one on are of the table before alone. */
  afterCount: number
  /** Why an unmatched row couldn't be matched; `null` for any other. */
  reasonOf: (row: number) => UnmatchedReason | null
  /** The row of the table before, -1 in one that was added. */
  beforeRows: Int32Array
  /** By this table's columns; `null` for one that is not compared. */
  beforeCells: (CellColumn | null)[]
  /** Whether a cell is the same as the one before, where both are there. */
  isSame: (column: number, row: number) => boolean
}

/** Rows in memory. Nothing of it changes once it is made, but for what is kept of the last answers. */
export interface Table {
  columns: TableColumn[]
  cells: CellColumn[]
  rowCount: number
  /** Of which time the ages are, in milliseconds. */
  asOf: number
  compared: ComparedRows | null
  kept: Kept
}

/** What was made from the rows and is good for the next answer too. */
export interface Kept {
  /** Rows in the order of a column. */
  orders: Map<number, { order: Int32Array; ranks: Int32Array }>
  /** What is searched in a column. */
  folded: Map<number, string[]>
  ages: Int32Array | null
}

export const createTable = (table: Omit<Table, 'kept'>): Table => ({
  ...table,
  kept: { orders: new Map(), folded: new Map(), ages: null },
})

/** The place of one of Credenza's columns, -1 where the table does not have it. */
export const placeOf = (columns: readonly TableColumn[], id: ColumnId): number =>
  columns.findIndex((column) => column.id === id)

/** What a row has in one of Credenza's columns; empty if the table does not have it. */
export function textOf(table: Table, id: ColumnId, row: number): string {
  const cells = table.cells[placeOf(table.columns, id)]
  return cells === undefined ? '' : cellAt(cells, row)
}

/** Whether ages can be told, and the file does not tell them itself. */
export const lacksAge = (columns: readonly TableColumn[]): boolean =>
  (placeOf(columns, 'createdAt') >= 0 || placeOf(columns, 'rotatedAt') >= 0) && placeOf(columns, 'age') < 0

/** Days of each row since its credential was made or rotated; -1 if that is unknown. */
export async function agesOf(
  { columns, cells, rowCount, asOf }: Pick<Table, 'columns' | 'cells' | 'rowCount' | 'asOf'>,
  slices: Slices,
): Promise<Int32Array> {
  const ages = new Int32Array(rowCount).fill(-1)
  const made = cells[placeOf(columns, 'createdAt')]
  const rotated = cells[placeOf(columns, 'rotatedAt')]
  if (made === undefined && rotated === undefined) return ages
  await eachInSlices(rowCount, slices, (row) => {
    const createdAt = made === undefined ? '' : cellAt(made, row)
    const rotatedAt = rotated === undefined ? '' : cellAt(rotated, row)
    ages[row] = ageInDays({ createdAt, rotatedAt }, asOf) ?? -1
  })
  return ages
}

/** Ages as a column: their number of days, empty if it is unknown. */
export function ageColumn(ages: Int32Array): CellColumn {
  const values = ['']
  const codeOfAge: number[] = []
  const codes = new Uint32Array(ages.length)
  for (let row = 0; row < ages.length; row += 1) {
    const age = ages[row] ?? -1
    if (age < 0) continue
    codes[row] = codeOfAge[age] ??= values.push(String(age)) - 1
  }
  return { kind: 'coded', values, codes }
}

/** The derived column of ages. */
export const ageTableColumn: TableColumn = { title: ownColumns.age.title, id: 'age', isDerived: true }
