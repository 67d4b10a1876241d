import { dateText } from '../../../shared/columns.ts'
import type { UnusedSecret } from '../../../shared/credential.ts'
import { fold, sortText } from '../../../shared/row-selection.ts'
import { scopeKinds } from '../../../shared/runai.ts'
import { scopeText } from '../../../shared/wording.ts'
import type { GridColumn } from '../../ui/grid/column-layout.ts'
import type { OrderedRow } from '../../ui/grid/ordered-rows.ts'

export type SecretColumnId =
  'kubernetesName' | 'namespace' | 'scope' | 'secretType' | 'keyCount' | 'createdBy' | 'createdAt'

/** The columns of the Secrets page. */
export const secretColumns: readonly GridColumn<SecretColumnId>[] = [
  { id: 'kubernetesName', title: 'Kubernetes name', width: 240, growTo: 420 },
  { id: 'namespace', title: 'Namespace', width: 150, growTo: 240 },
  { id: 'scope', title: 'Scope', width: 140, growTo: 200 },
  { id: 'secretType', title: 'Secret type', width: 230 },
  { id: 'keyCount', title: 'Keys', width: 56, isRight: true },
  { id: 'createdBy', title: 'Created by', width: 120 },
  { id: 'createdAt', title: 'Created', width: 66, isRight: true },
]

/** What a cell says; searched, and copied. */
export function secretText(row: UnusedSecret, column: SecretColumnId): string {
  switch (column) {
    case 'scope':
      return scopeText(row.scope)
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

/** The folded text that a search looks through. */
export const secretSearchText = (row: UnusedSecret): string =>
  fold(secretColumns.map((column) => secretText(row, column.id)).join('\n'))

function keyOf(row: UnusedSecret, column: SecretColumnId): string {
  if (column === 'createdAt') return row.createdAt
  if (column === 'scope') return `${scopeKinds.indexOf(row.scope.kind)}${sortText(row.scope.name)}`
  return sortText(secretText(row, column))
}

export interface SecretSort {
  column: SecretColumnId
  descending: boolean
}

export const secretEntry = (row: UnusedSecret, column: SecretColumnId): OrderedRow<UnusedSecret> => ({
  row,
  key: keyOf(row, column),
  name: sortText(row.kubernetesName),
})

type Entry = OrderedRow<UnusedSecret>

/** By the column, then by name, then by uid, so the order is complete. */
export const compareSecrets =
  ({ descending }: SecretSort) =>
  (a: Entry, b: Entry): number => {
    if (a.key !== b.key) return a.key < b.key === descending ? 1 : -1
    if (a.name !== b.name) return a.name < b.name ? -1 : 1
    return a.row.uid < b.row.uid ? -1 : 1
  }
