import type { ColumnId } from '../../../shared/columns.ts'
import { credentialTypes, typeDescriptions } from '../../../shared/credential-types/credential-types.ts'
import type { ReadCell } from './column.ts'

/** Words of the console and of Kubernetes, mapped to Credenza's; in lowercase, without spaces and hyphens. */
const types: ReadonlyMap<string, string> = new Map([
  ...credentialTypes.flatMap((type) => {
    const { word, otherWords } = typeDescriptions[type]
    return otherWords.map((other) => [other, word] as const)
  }),
  ['unknown', 'Unknown'],
])

/** Issues whose number the file doesn't contain. */
export const someIssues = 'Issues'

/** The statuses of the console and of its API, which its type `AssetSyncStatusEnum` lists completely. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['noissuesfound', 'No issues'],
  ['noissues', 'No issues'],
  ['issuesfound', someIssues],
  ['issues', someIssues],
  ['creating', 'Creating…'],
  ['updating', 'Updating'],
  ['failed', 'Failed'],
  ['deleting', 'Deleting…'],
  ['deletionfailed', 'Deletion failed'],
  ['nostatus', 'No status'],
])

const squeezed = (text: string): string => text.toLowerCase().replace(/[\s_…-]|\.{2,3}/g, '')

const readType: ReadCell = (raw) => types.get(squeezed(raw)) ?? raw

function readStatus(raw: string): string {
  const known = statuses.get(squeezed(raw))
  if (known !== undefined) return known
  const counted = /^\s*(\d+) issues?( found)?\s*$/i.exec(raw)
  if (counted !== null) return counted[1] === '1' ? '1 issue' : `${counted[1] ?? ''} issues`
  return /^\s*[-–—]\s*$/.test(raw) ? 'No status' : raw
}

/** Converts a scope in other words; leaves a text without a kind unchanged. */
function readScope(raw: string): string {
  if (/^(Project|Department): /.test(raw) || raw === 'Cluster' || raw === 'Account') return raw
  const named = /^\s*(project|department)\s*[:/]\s*(.*?)\s*$/i.exec(raw)
  if (named !== null)
    return `${named[1]?.toLowerCase() === 'project' ? 'Project' : 'Department'}: ${named[2] ?? ''}`
  // The rest is the name of the cluster, or of the account.
  if (/^\s*cluster(-wide)?(\s*[:/][^/]*)?\s*$/i.test(raw)) return 'Cluster'
  return /^\s*(account|tenant)(-wide)?(\s*:[^/]*)?\s*$/i.test(raw) ? 'Account' : raw
}

/** Converts a column's texts to Credenza's words; leaves other texts unchanged. */
export const wordReaders: Readonly<Partial<Record<ColumnId, ReadCell>>> = {
  type: readType,
  status: readStatus,
  scope: readScope,
}
