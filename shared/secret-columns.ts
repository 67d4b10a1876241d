import { dateText } from './columns.ts'
import type { SecretRow } from './credential.ts'
import { scopeText, typeWord } from './wording.ts'

/** The columns of the Secrets page. Those shown by default are in their order. */
export const secretColumnIds = [
  'kubernetesName',
  'namespace',
  'scope',
  'scopeId',
  'type',
  'secretType',
  'labels',
  'status',
  'keyCount',
  'createdBy',
  'createdAt',
  'cluster',
] as const
export type SecretColumnId = (typeof secretColumnIds)[number]

/** The tables of the Secrets page. */
export type SecretTable = 'unused' | 'unregistered'

/** Columns that are empty for unregistered secrets, which have neither scope nor type. */
const ofRegistered: ReadonlySet<SecretColumnId> = new Set(['scope', 'scopeId', 'type'])

/** The columns available in a table. */
export const secretColumnsOf: Readonly<Record<SecretTable, readonly SecretColumnId[]>> = {
  unused: secretColumnIds,
  unregistered: secretColumnIds.filter((id) => !ofRegistered.has(id)),
}

const all: readonly SecretColumnId[] = ['kubernetesName', 'secretType', 'keyCount', 'createdBy', 'createdAt']
/** The default columns. */
export const usualSecretColumns: Readonly<Record<SecretTable, readonly SecretColumnId[]>> = {
  unused: ['kubernetesName', 'namespace', 'scope', ...all.slice(1)],
  unregistered: all,
}

/** How complete the labels of a registration are. */
const labelStates = ['complete', 'no-type', 'partial', 'none'] as const
export type LabelState = (typeof labelStates)[number]

export const labelStateWords: Readonly<Record<LabelState, string>> = {
  complete: 'Complete',
  'no-type': 'No type',
  partial: 'Incomplete',
  none: 'None',
}

export function labelState({ scope, type, isPartlyLabelled }: SecretRow): LabelState {
  if (scope !== undefined) return type === null || type === undefined ? 'no-type' : 'complete'
  return isPartlyLabelled === true ? 'partial' : 'none'
}

/** What to know about a secret before it becomes a credential. */
const secretStatuses = ['ok', 'values-in-annotation', 'deleting'] as const
type SecretStatus = (typeof secretStatuses)[number]

export const secretStatusWords: Readonly<Record<SecretStatus, string>> = {
  ok: 'No issues',
  'values-in-annotation': 'Values in an annotation',
  deleting: 'Deleting',
}

export function secretStatus({ deleting, hasValuesInAnnotation }: SecretRow): SecretStatus {
  if (deleting) return 'deleting'
  return hasValuesInAnnotation ? 'values-in-annotation' : 'ok'
}

interface SecretColumn {
  /** Shown in the table header and the column picker. */
  title: string
  /** In the CSV's first line. */
  csvTitle: string
  /** The text in the table, which is searched and copied. */
  text: (row: SecretRow) => string
  /** The text in the CSV: times in ISO 8601. */
  csv: (row: SecretRow) => string
}

const plain = (title: string, text: (row: SecretRow) => string): SecretColumn => ({
  title,
  csvTitle: title,
  text,
  csv: text,
})

export const secretColumns: Readonly<Record<SecretColumnId, SecretColumn>> = {
  // The title that identifies a file of secrets, so that it is never read as a snapshot of credentials.
  kubernetesName: { ...plain('Kubernetes name', (row) => row.kubernetesName), csvTitle: 'Secret' },
  namespace: plain('Namespace', (row) => row.namespace),
  scope: plain('Scope', ({ scope }) => (scope === undefined ? '' : scopeText(scope))),
  scopeId: plain('Scope ID', ({ scope }) => scope?.id ?? ''),
  type: plain('Type', ({ type }) => (type === undefined ? '' : typeWord(type))),
  secretType: plain('Secret type', (row) => row.secretType),
  labels: plain('Labels', (row) => labelStateWords[labelState(row)]),
  status: plain('Status', (row) => secretStatusWords[secretStatus(row)]),
  keyCount: plain('Keys', (row) => String(row.keyCount)),
  createdBy: plain('Created by', (row) => row.createdBy),
  createdAt: {
    title: 'Created',
    csvTitle: 'Creation time',
    text: (row) => dateText(row.createdAt),
    csv: (row) => row.createdAt,
  },
  cluster: plain('Cluster', (row) => row.cluster),
}
