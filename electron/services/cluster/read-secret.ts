import {
  namedById,
  type Credential,
  type CredentialStatus,
  type Issue,
  type NoStatusReason,
  type Origin,
  type Scope,
  type UnusedSecret,
} from '../../../shared/credential.ts'
import {
  servingSecretTypes,
  typeDescriptions,
  typeOfResource,
  typeToldBy,
  type CredentialType,
} from '../../../shared/credential-types/credential-types.ts'
import { isKnownTime } from '../../../shared/known-times.ts'
import { ownerOf } from '../../../shared/owners.ts'
import { labelNotUnderstood, readRegistration, type Registration } from '../../../shared/registration.ts'
import { annotationKeys, defaultRunaiNamespace, type WrittenScopeKind } from '../../../shared/runai.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { readTime } from '../../snapshots/table/read-times.ts'

/** A registered secret, read only from its metadata and its `Table` cells. Values are never available here. */
export type SecretReading =
  | { kind: 'credential'; registration: Registration; credential: Credential }
  | { kind: 'unused'; registration: Registration; secret: UnusedSecret }
  /** A copy that Run:ai made of a secret of a wider scope. It is reported with its original. */
  | { kind: 'copy'; registration: Registration; scope: Scope }

/** Returns the project of a namespace. `undefined` if it is unknown. */
type ProjectOf = (namespace: string) => string | undefined

/**
 * Reads one row. `null` for a secret that isn't registered. `cluster` is the kubeconfig's name of the cluster,
 * `runaiNamespace` the namespace of its cluster and department credentials, and `readLabels` a function like
 * `readRegistration`.
 */
export function readSecret(
  row: KubeRow,
  projectOf: ProjectOf,
  cluster: string,
  runaiNamespace: string = defaultRunaiNamespace,
  readLabels: typeof readRegistration = readRegistration,
): SecretReading | null {
  const registration = readLabels(row.labels, row.namespace, runaiNamespace)
  if (registration === null) return null
  const scope = scopeOf(row, registration, projectOf)
  if (registration.isCopy) return { kind: 'copy', registration, scope }
  const secretType = textCell(row, 1)
  const type = typeOf(row, registration)
  const common = {
    uid: row.uid,
    kubernetesName: row.name,
    namespace: row.namespace,
    scope,
    cluster,
  }
  const name = credentialName(row, registration)
  if (name === '') {
    if (!registration.isWhole || !isWritten(scope)) return null
    const secret: UnusedSecret = {
      ...common,
      scope,
      secretType,
      type,
      keyCount: Number(row.cells[2] ?? 0),
      createdBy: row.manager,
      createdAt: row.createdAt,
      deleting: row.deleting,
      hasValuesInAnnotation: row.lastApplied === 'with-values',
      resourceVersion: row.resourceVersion,
    }
    return { kind: 'unused', registration, secret }
  }
  const annotation = (key: keyof typeof annotationKeys) => row.annotations[annotationKeys[key]] ?? ''
  const origin = originOf(row, registration)
  const isOutside =
    scope.kind === 'project' && row.namespace === runaiNamespace && projectOf(row.namespace) === undefined
  const credential: Credential = {
    ...common,
    name,
    type,
    status: statusOf(row, registration, { origin, isOutside, type }),
    registryUrl: annotation('registryUrl'),
    description: annotation('description'),
    origin,
    createdBy: annotation('createdBy') || row.manager,
    createdAt: timeOf(annotation('createdAt')) ?? row.createdAt,
    rotatedAt: timeOf(annotation('rotatedAt')),
    expiresAt: timeOf(annotation('expiresAt')),
    copies: null,
    usage: null,
    owner: ownerOf(row),
  }
  return { kind: 'credential', registration, credential }
}

/**
 * The annotation. For console credentials, the Kubernetes name without the type's prefix; for what something unknown
 * registered, the Kubernetes name. Empty: unused.
 */
function credentialName(row: KubeRow, registration: Registration): string {
  const given = row.annotations[annotationKeys.credential] ?? ''
  if (given !== '' || registration.by === 'person') return given
  const type = registration.by === 'console' ? typeOf(row, registration) : null
  const prefix = type === null ? '' : typeDescriptions[type].namePrefix
  const rest = row.name.startsWith(prefix) ? row.name.slice(prefix.length) : ''
  return rest || row.name
}

function scopeOf(row: KubeRow, registration: Registration, projectOf: ProjectOf): Scope {
  switch (registration.scope) {
    case 'account':
    case 'cluster':
      return { kind: registration.scope, id: '', name: '' }
    case 'department':
      return namedById({ kind: 'department', id: registration.department ?? '' })
    case 'project':
      return namedById({ kind: 'project', id: projectOf(row.namespace) ?? row.namespace })
  }
}

/** Only the console registers secrets for the account. */
const isWritten = (scope: Scope): scope is Scope<WrittenScopeKind> => scope.kind !== 'account'

/**
 * The type in the label; annotation and name decide where types share a label. Without a label, the only type that the
 * Secret's own type allows.
 */
function typeOf(row: KubeRow, { resource }: Registration): CredentialType | null {
  if (resource === null) return typeToldBy(textCell(row, 1))
  const format = row.annotations[annotationKeys.format] ?? ''
  return typeOfResource(resource, { format, kubernetesName: row.name })
}

function originOf({ annotations }: KubeRow, { by }: Registration): Origin {
  if (by === 'console') return 'console'
  if (by === 'unknown' && (annotations[annotationKeys.credential] ?? '') === '') return 'unknown'
  return annotations[annotationKeys.origin] === 'new' ? 'new' : 'existing'
}

/** One shared object, since most rows have this status. */
const ok: CredentialStatus = Object.freeze({ kind: 'ok' })

/** `isOutside`: a project scope in a namespace that isn't a project's. */
function statusOf(
  row: KubeRow,
  registration: Registration,
  { origin, isOutside, type }: { origin: Origin; isOutside: boolean; type: CredentialType | null },
): CredentialStatus {
  if (row.deleting) return { kind: 'deleting' }
  const reason = noStatusReason(row, registration, { origin, type })
  if (reason !== null) return { kind: 'none', reason }
  const issues = issuesOf(row, registration, type)
  if (isOutside) issues.push({ code: 'no-project', namespace: row.namespace })
  return issues.length === 0 ? ok : { kind: 'issues', issues }
}

function noStatusReason(
  row: KubeRow,
  registration: Registration,
  { origin, type }: Pick<Credential, 'origin' | 'type'>,
): NoStatusReason | null {
  const { resource, scope, problems } = registration
  if (origin === 'unknown') return { code: 'not-understood', label: labelNotUnderstood(registration) }
  if (origin === 'console' && scope === 'account') return { code: 'account-scope' }
  if (type !== null) return null
  if (resource !== null) return { code: 'type-unknown', value: resource }
  return problems.length === 0 ? { code: 'type-unsaid', secretType: textCell(row, 1) } : null
}

function issuesOf(row: KubeRow, { problems }: Registration, type: CredentialType | null): Issue[] {
  const issues: Issue[] = []
  const secretType = textCell(row, 1)
  if (row.lastApplied === 'with-values') issues.push({ code: 'values-in-annotation' })
  if (type !== null && !servingSecretTypes(type).includes(secretType))
    issues.push({ code: 'secret-type', secretType })
  for (const problem of problems) {
    if (problem.code !== 'label-missing') issues.push(problem)
    else
      issues.push({
        ...problem,
        wanted: `${problem.label}=${type === null ? '<type>' : typeDescriptions[type].resource}`,
      })
  }
  return issues
}

const textCell = (row: KubeRow, index: number): string => {
  const cell = row.cells[index]
  return typeof cell === 'string' ? cell : ''
}

/** A time in the API server's format, in whole UTC seconds. `null` for text that isn't a time or is ambiguous. */
function timeOf(text: string): string | null {
  if (text === '') return null
  // Most already have this form and keep their string.
  if (text.length === 20 && isKnownTime(text)) return text
  const read = readTime(text, null)
  if (read === null || read === '') return null
  return read.length === 17 ? `${read.slice(0, 16)}:00Z` : `${read.slice(0, 19)}Z`
}
