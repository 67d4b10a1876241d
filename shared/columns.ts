import type { Credential } from './credential.ts'
import { consoleStatus, originWords, scopeText, shortStatus, statusReasons, typeWord } from './wording.ts'

/** The columns of the Credentials page in the picker's order. */
export const columnIds = [
  'name',
  'type',
  'status',
  'scope',
  'kubernetesName',
  'createdBy',
  'rotatedAt',
  'cluster',
  'registryUrl',
  'namespace',
  'createdAt',
  'origin',
  'description',
  'issues',
] as const
export type ColumnId = (typeof columnIds)[number]

export const defaultColumns: readonly ColumnId[] = columnIds.slice(0, 8)

export interface Column {
  /** In the table's head and the picker. */
  title: string
  /** In the CSV's first line. */
  csvTitle: string
  /** What the table shows or means; searched. Times are dates of this machine's calendar. */
  text: (row: Credential) => string
  /** What the CSV says: times in ISO 8601, the status in the console's words. */
  csv: (row: Credential) => string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `27 Sep 2026` in this machine's time zone, empty for what is no time. */
export function dateText(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return ''
  return `${date.getDate()} ${months[date.getMonth()] ?? ''} ${date.getFullYear()}`
}

const plain = (title: string, text: (row: Credential) => string): Column => ({
  title,
  csvTitle: title,
  text,
  csv: text,
})

export const columns: Readonly<Record<ColumnId, Column>> = {
  name: plain('Credential', (row) => row.name),
  type: plain('Type', (row) => typeWord(row.type)),
  status: { ...plain('Status', (row) => shortStatus(row.status)), csv: (row) => consoleStatus(row.status) },
  scope: plain('Scope', (row) => scopeText(row.scope)),
  kubernetesName: plain('Kubernetes name', (row) => row.kubernetesName),
  createdBy: plain('Created by', (row) => row.createdBy),
  rotatedAt: {
    title: 'Rotated',
    csvTitle: 'Last rotation',
    text: (row) => (row.rotatedAt === null ? 'Never' : dateText(row.rotatedAt)),
    csv: (row) => row.rotatedAt ?? '',
  },
  cluster: plain('Cluster', (row) => row.cluster),
  registryUrl: plain('Registry URL', (row) => row.registryUrl),
  namespace: plain('Namespace', (row) => row.namespace),
  createdAt: {
    title: 'Created',
    csvTitle: 'Creation time',
    text: (row) => dateText(row.createdAt),
    csv: (row) => row.createdAt,
  },
  origin: plain('Origin', (row) => originWords[row.origin]),
  description: plain('Description', (row) => row.description),
  issues: plain('Issues', (row) => statusReasons(row).join('; ')),
}
