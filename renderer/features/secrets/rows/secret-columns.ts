import { dateText } from '../../../../shared/columns.ts'
import { fold, scopeSortKey, sortText } from '../../../../shared/rows/row-selection.ts'
import { scopeText } from '../../../../shared/wording.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import type { OrderedRow } from '../../../ui/grid/row-pieces.ts'
import type { SecretRow } from './secret-row.ts'
import type { RowSort } from '../../rows/row-table.ts'

export type SecretColumnId =
  'kubernetesName' | 'namespace' | 'scope' | 'secretType' | 'keyCount' | 'createdBy' | 'createdAt'

type SecretColumn = GridColumn<SecretColumnId>

const name: SecretColumn = { id: 'kubernetesName', title: 'Kubernetes name', width: 190 }
const type: SecretColumn = { id: 'secretType', title: 'Secret type', width: 230 }
const rest: readonly SecretColumn[] = [
  { id: 'keyCount', title: 'Keys', width: 56, isRight: true, sorts: 'number' },
  { id: 'createdBy', title: 'Created by', width: 120 },
  { id: 'createdAt', title: 'Created', width: 66, isRight: true, sorts: 'time' },
]

/** The columns of the unused secrets. */
export const unusedColumns: readonly SecretColumn[] = [
  name,
  { id: 'namespace', title: 'Namespace', width: 176 },
  { id: 'scope', title: 'Scope', width: 140 },
  type,
  ...rest,
]

/** The columns of the unregistered secrets, which are all of one namespace and of no scope. */
export const unregisteredColumns: readonly SecretColumn[] = [name, type, ...rest]

/** What a cell says; searched, and copied. */
export function secretText(row: SecretRow, column: SecretColumnId): string {
  switch (column) {
    case 'scope':
      return row.scope === undefined ? '' : scopeText(row.scope)
    case 'keyCount':
      return String(row.keyCount)
    case 'createdAt':
      return dateText(row.createdAt)
    case 'kubernetesName':
    case 'namespace':
    case 'secretType':
    case 'createdBy':
      return row[column]
  }
}

/** What a CSV says of it: times in ISO 8601. */
export const secretCsvText = (row: SecretRow, column: SecretColumnId): string =>
  column === 'createdAt' ? row.createdAt : secretText(row, column)

/** The folded text that a search looks through. */
export const secretSearchText = (row: SecretRow, columns: readonly SecretColumn[]): string =>
  fold(columns.map((column) => secretText(row, column.id)).join('\n'))

function keyOf(row: SecretRow, column: SecretColumnId): string {
  if (column === 'createdAt') return row.createdAt
  if (column === 'scope' && row.scope !== undefined) return scopeSortKey(row.scope)
  return sortText(secretText(row, column))
}

type Entry = OrderedRow<SecretRow>

export const secretEntry = (row: SecretRow, column: SecretColumnId): Entry => ({
  row,
  key: keyOf(row, column),
  name: sortText(row.kubernetesName),
})

/** By the column, then by name, then by uid, so the order is complete. */
export const compareSecrets =
  ({ descending }: RowSort<SecretColumnId>) =>
  (a: Entry, b: Entry): number => {
    if (a.key !== b.key) return a.key < b.key === descending ? 1 : -1
    if (a.name !== b.name) return a.name < b.name ? -1 : 1
    if (a.row.uid === b.row.uid) return 0
    return a.row.uid < b.row.uid ? -1 : 1
  }
