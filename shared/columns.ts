import type { Credential } from './credential.ts'
import type { Owner } from './owners.ts'
import { ageClass, ageInDays, type AgeBasis, type AgeLimits } from './rotation.ts'
import {
  ageWords,
  consoleStatus,
  copiesText,
  originWords,
  scopeText,
  shortStatus,
  statusReasons,
  typeWord,
  usageWords,
} from './wording.ts'

/**
 * The columns of the Credentials page: those of Run:ai's console in its order with the id next to the scope, then
 * Credenza's own.
 */
export const columnIds = [
  'name',
  'description',
  'type',
  'status',
  'scope',
  'scopeId',
  'kubernetesName',
  'createdBy',
  'createdAt',
  'cluster',
  'rotatedAt',
  'registryUrl',
  'namespace',
  'age',
  'origin',
  'issues',
  'copies',
  'owner',
  'expiresAt',
  'usage',
] as const
export type ColumnId = (typeof columnIds)[number]

/** The columns whose cells are times. */
export const timeColumns = ['createdAt', 'rotatedAt', 'expiresAt'] as const satisfies readonly ColumnId[]
export const isTimeColumn = (id: ColumnId | null): id is (typeof timeColumns)[number] =>
  timeColumns.some((each) => each === id)

export const defaultColumns: readonly ColumnId[] = [
  'name',
  'type',
  'status',
  'scope',
  'kubernetesName',
  'createdBy',
  'rotatedAt',
  'cluster',
]

interface Column {
  /** Shown in the table header and the column picker. */
  title: string
  /** In the CSV's first line. */
  csvTitle: string
  /** What the table shows or means, for the search. Times are local dates. */
  text: (row: Credential, basis: AgeBasis) => string
  /** The text in the CSV: times in ISO 8601, the status in the console's words, the age in days. */
  csv: (row: Credential, basis: AgeBasis) => string
  /** Derived from other columns and the current time. Tables aren't compared by it. */
  isDerived: boolean
}

/** `External Secrets, ExternalSecret harbor`. Empty if nothing manages it. */
function ownerColumnText(owner: Owner | null): string {
  if (owner === null) return ''
  return owner.source === '' ? owner.name : `${owner.name}, ${owner.source}`
}

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `27 Sep 2026` in local time. Empty for text that isn't a time. */
export function dateText(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return ''
  return `${date.getDate()} ${monthNames[date.getMonth()] ?? ''} ${date.getFullYear()}`
}

const plain = (title: string, text: (row: Credential) => string): Column => ({
  title,
  csvTitle: title,
  text,
  csv: text,
  isDerived: false,
})

/** `41 d`, `402 d Overdue`, `Unknown`: an age as the table shows it and the search finds it. */
function ageColumnText(days: number | null, limits: AgeLimits): string {
  const known = ageClass(days, limits)
  if (days === null || known === 'unknown') return ageWords.unknown
  return known === 'fresh' ? `${days} d` : `${days} d ${ageWords[known]}`
}

export const columns: Readonly<Record<ColumnId, Column>> = {
  name: plain('Credential', (row) => row.name),
  type: plain('Type', (row) => typeWord(row.type)),
  status: { ...plain('Status', (row) => shortStatus(row.status)), csv: (row) => consoleStatus(row.status) },
  scope: plain('Scope', (row) => scopeText(row.scope)),
  scopeId: plain('Scope ID', (row) => row.scope.id),
  kubernetesName: plain('Kubernetes name', (row) => row.kubernetesName),
  createdBy: plain('Created by', (row) => row.createdBy),
  rotatedAt: {
    title: 'Rotated',
    csvTitle: 'Last rotation',
    text: (row) => (row.rotatedAt === null ? 'Never' : dateText(row.rotatedAt)),
    csv: (row) => row.rotatedAt ?? '',
    isDerived: false,
  },
  cluster: plain('Cluster', (row) => row.cluster),
  registryUrl: plain('Registry URL', (row) => row.registryUrl),
  namespace: plain('Namespace', (row) => row.namespace),
  createdAt: {
    title: 'Creation time',
    csvTitle: 'Creation time',
    text: (row) => dateText(row.createdAt),
    csv: (row) => row.createdAt,
    isDerived: false,
  },
  age: {
    title: 'Age',
    csvTitle: 'Age (days)',
    text: (row, { asOf, limits }) => ageColumnText(ageInDays(row, asOf), limits),
    csv: (row, { asOf }) => String(ageInDays(row, asOf) ?? ''),
    isDerived: true,
  },
  origin: plain('Origin', (row) => originWords[row.origin]),
  description: plain('Description', (row) => row.description),
  issues: plain('Issues', (row) => statusReasons(row).join('; ')),
  copies: plain('Copies', (row) => copiesText(row.copies)),
  usage: plain('Use', (row) => (row.usage === null ? '' : usageWords[row.usage])),
  owner: plain('Managed by', (row) => ownerColumnText(row.owner)),
  expiresAt: {
    title: 'Expires',
    csvTitle: 'Expires',
    text: (row) => (row.expiresAt === null ? '' : dateText(row.expiresAt)),
    csv: (row) => row.expiresAt ?? '',
    isDerived: false,
  },
}

/** The columns of a CSV when `shown` are displayed. The id is added next to the scope. */
export const withScopeId = <Id extends string>(
  shown: readonly (Id | 'scope' | 'scopeId')[],
): (Id | 'scope' | 'scopeId')[] =>
  shown.flatMap<Id | 'scope' | 'scopeId'>((id) =>
    id === 'scope' && !shown.includes('scopeId') ? [id, 'scopeId'] : [id],
  )
