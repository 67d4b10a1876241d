import { columns, type ColumnId } from '../../../shared/columns.ts'
import { credentialFilterIds, type CredentialFilterId } from '../../../shared/filter-fields.ts'
import type { GridColumn } from '../grid/column-layout.ts'

type Widths = Pick<GridColumn, 'width' | 'compactWidth' | 'isRight' | 'sorts'>

/** The widths of Credenza’s own columns. */
export const columnWidths: Readonly<Record<ColumnId, Widths>> = {
  name: { width: 172, compactWidth: 200 },
  type: { width: 182, compactWidth: 54 },
  status: { width: 96 },
  scope: { width: 130 },
  scopeId: { width: 110 },
  kubernetesName: { width: 170 },
  createdBy: { width: 84 },
  rotatedAt: { width: 98, isRight: true, sorts: 'time' },
  cluster: { width: 90 },
  registryUrl: { width: 196 },
  namespace: { width: 150 },
  createdAt: { width: 100, isRight: true, sorts: 'time' },
  age: { width: 136, isRight: true, sorts: 'number' },
  origin: { width: 116 },
  description: { width: 240 },
  issues: { width: 320 },
  copies: { width: 170 },
  owner: { width: 190 },
  expiresAt: { width: 116, sorts: 'time' },
  usage: { width: 84 },
}

/** The table's columns for the displayed ids. `filter` opens a column's filter. */
export const credentialColumns = (
  shown: readonly ColumnId[],
  filter?: (id: CredentialFilterId) => void,
): GridColumn<ColumnId>[] =>
  shown.map((id) => {
    const field = credentialFilterIds.find((each) => each === id)
    const leads = filter === undefined || field === undefined ? {} : { filter: () => filter(field) }
    return { id, title: columns[id].title, ...columnWidths[id], ...leads }
  })
