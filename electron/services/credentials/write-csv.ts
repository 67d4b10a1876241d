import { columns, type ColumnId } from '../../../shared/columns.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { AgeBasis } from '../../../shared/rotation.ts'
import { csvTable } from '../csv-table.ts'

/** Credentials as CSV in pieces, with the columns in this order. `onPiece` is called with the number of rows after each. */
export const csvPieces = (
  rows: readonly Credential[],
  shown: readonly ColumnId[],
  basis: AgeBasis,
  onPiece?: (rows: number) => void,
): AsyncGenerator<string> =>
  csvTable(
    shown.map((id) => columns[id].csvTitle),
    rows,
    (row) => shown.map((id) => columns[id].csv(row, basis)),
    onPiece,
  )
