import { columns as ownColumns, type ColumnId } from '../../../shared/columns.ts'
import type { Comparison, TableColumn, UnmatchedReason } from '../../../shared/snapshot.ts'
import { ageInDays } from '../../../shared/rotation.ts'
import { cellAt, type CellColumn } from './column.ts'
import { eachInSlices, type Slices } from './slices.ts'

/** The rows of a comparison, by their number in its table. */
export interface ComparedRows {
  comparison: Comparison
  /** Indexes of `changeKinds`. */
  changes: Uint8Array
  /** Rows from this one on exist only in the earlier table. */
  afterCount: number
  /** Why an unmatched row couldn't be matched; `null` for any other row. */
  reasonOf: (row: number) => UnmatchedReason | null
  /** The earlier table's row, -1 for an added one. */
  beforeRows: Int32Array
  /** By this table's columns; `null` for a column that isn't compared. */
  beforeCells: (CellColumn | null)[]
  /** Whether a cell equals the earlier one, if both exist. */
  isSame: (column: number, row: number) => boolean
}

/** Rows in memory. Immutable except for the caches in `kept`. */
export interface Table {
  columns: TableColumn[]
  cells: CellColumn[]
  rowCount: number
  /** The time for computing ages, in milliseconds since 1970. */
  asOf: number
  compared: ComparedRows | null
  kept: Kept
}

/** Caches computed from the rows. */
interface Kept {
  /** Rows in the order of a column. */
  orders: Map<number, { order: Int32Array; ranks: Int32Array }>
  /** The searchable texts of a column. */
  folded: Map<number, string[]>
  ages: Int32Array | null
}

export const createTable = (table: Omit<Table, 'kept'>): Table => ({
  ...table,
  kept: { orders: new Map(), folded: new Map(), ages: null },
})

/** The index of one of Credenza's columns, -1 if the table doesn't have it. */
export const placeOf = (columns: readonly TableColumn[], id: ColumnId): number =>
  columns.findIndex((column) => column.id === id)

/** A row's text in one of Credenza's columns; empty if the table doesn't have it. */
export function textOf(table: Table, id: ColumnId, row: number): string {
  const cells = table.cells[placeOf(table.columns, id)]
  return cells === undefined ? '' : cellAt(cells, row)
}

/** Whether ages can be computed and aren't in the file itself. */
export const lacksAge = (columns: readonly TableColumn[]): boolean =>
  (placeOf(columns, 'createdAt') >= 0 || placeOf(columns, 'rotatedAt') >= 0) && placeOf(columns, 'age') < 0

/** Days since each row's credential was created or rotated; -1 if unknown. */
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

/** Ages as a column: the number of days, empty if unknown. */
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

export const ageTableColumn: TableColumn = { title: ownColumns.age.title, id: 'age', isDerived: true }
