import { secretFilterIds, type SecretFilterId } from '../../../../shared/filter-fields.ts'
import {
  secretColumns,
  secretColumnsOf,
  usualSecretColumns,
  type SecretColumnId,
  type SecretTable,
} from '../../../../shared/secret-columns.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import type { ChosenTable } from '../../rows/use-column-choice.ts'

/** What can be done with the rows of a table: registered secrets can be unregistered, and vice versa. */
export type LabelAction = 'register' | 'unregister'

const widths: Readonly<Record<SecretColumnId, Pick<GridColumn, 'width' | 'isRight' | 'sorts'>>> = {
  kubernetesName: { width: 190 },
  namespace: { width: 176 },
  scope: { width: 140 },
  scopeId: { width: 110 },
  type: { width: 176 },
  secretType: { width: 230 },
  labels: { width: 96 },
  status: { width: 170 },
  keyCount: { width: 56, isRight: true, sorts: 'number' },
  createdBy: { width: 120 },
  createdAt: { width: 66, isRight: true, sorts: 'time' },
  cluster: { width: 110 },
}

function tableOf(part: SecretTable): ChosenTable<SecretColumnId> {
  return {
    table: `${part}-secrets`,
    columns: secretColumnsOf[part].map((id) => ({ id, title: secretColumns[id].title, ...widths[id] })),
    usual: usualSecretColumns[part],
  }
}

/** The tables of the Secrets page with their columns. */
export const secretTables: Readonly<Record<SecretTable, ChosenTable<SecretColumnId>>> = {
  unused: tableOf('unused'),
  unregistered: tableOf('unregistered'),
}

/** The filters of a table. Unregistered secrets are all in one namespace and have no scope. */
export const filtersOf: Readonly<Record<SecretTable, readonly SecretFilterId[]>> = {
  unused: secretFilterIds,
  unregistered: secretFilterIds.filter((id) => id !== 'type' && id !== 'scope' && id !== 'namespace'),
}

/** The filter of a column in a table. `undefined` for none. */
export const filterOf = (part: SecretTable, column: SecretColumnId): SecretFilterId | undefined =>
  filtersOf[part].find((id) => id === column)
