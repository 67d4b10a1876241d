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
import {
  annotationKeys,
  contradictingScopeLabels,
  labelsToWrite,
  readRegistration,
  type Registration,
  type WrittenScopeKind,
} from '../../../shared/runai.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { readTime } from '../../snapshots/table/read-times.ts'

/** What a registered secret is, read from its metadata and its `Table` cells alone: no value is ever at hand. */
export type SecretReading =
  { kind: 'credential'; credential: Credential } | { kind: 'unused'; secret: UnusedSecret }

/** Names the project of a namespace. */
export type ProjectOf = (namespace: string) => string

/**
 * Reads one row; `null` for a secret that is not registered. `cluster` is the kubeconfig's name of the cluster,
 * `runaiNamespace` the namespace of its cluster and department credentials.
 */
export function readSecret(
  row: KubeRow,
  projectOf: ProjectOf,
  cluster: string,
  runaiNamespace?: string,
): SecretReading | null {
  const registration = readRegistration(row.labels, row.namespace, runaiNamespace)
  if (registration === null) return null
  const secretType = textCell(row, 1)
  const common = {
    uid: row.uid,
    kubernetesName: row.name,
    namespace: row.namespace,
    scope: scopeOf(row, registration, projectOf),
    cluster,
  }
  const name = credentialName(row, registration)
  if (name === '') {
    const secret: UnusedSecret = {
      ...common,
      secretType,
      type: registration.resource === null ? null : typeOfResource(registration.resource),
      keyCount: Number(row.cells[2] ?? 0),
      createdBy: row.manager,
      createdAt: row.createdAt,
      deleting: row.deleting,
      hasValuesInAnnotation: row.lastApplied === 'with-values',
      resourceVersion: row.resourceVersion,
    }
    return { kind: 'unused', secret }
  }
  const annotation = (key: keyof typeof annotationKeys) => row.annotations[annotationKeys[key]] ?? ''
  const credential: Credential = {
    ...common,
    name,
    type: typeOf(row, registration),
    status: statusOf(row, registration, secretType),
    registryUrl: annotation('registryUrl'),
    description: annotation('description'),
    origin: originOf(registration, annotation('origin')),
    createdBy: annotation('createdBy') || row.manager,
    createdAt: timeOf(annotation('createdAt')) ?? row.createdAt,
    rotatedAt: timeOf(annotation('rotatedAt')),
  }
  return { kind: 'credential', credential }
}

/** The annotation; for what the console keeps its Kubernetes name without the type's prefix. Empty: unused. */
function credentialName(row: KubeRow, registration: Registration): string {
  const given = row.annotations[annotationKeys.credential] ?? ''
  if (!registration.console || given !== '') return given
  const type = typeOf(row, registration)
  const prefix = type === null ? '' : typeDescriptions[type].namePrefix
  const rest = row.name.startsWith(prefix) ? row.name.slice(prefix.length) : ''
  return rest || row.name
}

function scopeOf(row: KubeRow, registration: Registration, projectOf: ProjectOf): Scope<WrittenScopeKind> {
  switch (registration.scope) {
    case 'cluster':
      return { kind: 'cluster', id: '', name: '' }
    case 'department':
      return namedById({ kind: 'department', id: registration.department ?? '' })
    case 'project':
      return namedById({ kind: 'project', id: projectOf(row.namespace) })
  }
}

/** What the label says, with the annotation and the name where types share it; without one, what the Secret's own type can only mean. */
function typeOf(row: KubeRow, { resource }: Registration): CredentialType | null {
  if (resource === null) return typeToldBy(textCell(row, 1))
  const format = row.annotations[annotationKeys.format] ?? ''
  return typeOfResource(resource, { format, kubernetesName: row.name })
}

const originOf = (registration: Registration, annotation: string): Origin => {
  if (registration.console) return 'console'
  return annotation === 'new' ? 'new' : 'existing'
}

function statusOf(row: KubeRow, registration: Registration, secretType: string): CredentialStatus {
  if (row.deleting) return { kind: 'deleting' }
  const type = typeOf(row, registration)
  if (type === null) return { kind: 'none', reason: reasonOf(registration, secretType) }
  const issues = issuesOf(row, registration, type, secretType)
  return issues.length === 0 ? { kind: 'ok' } : { kind: 'issues', issues }
}

const reasonOf = (registration: Registration, secretType: string): NoStatusReason =>
  registration.resource === null
    ? { code: 'type-unsaid', secretType }
    : { code: 'type-unknown', value: registration.resource }

function issuesOf(
  row: KubeRow,
  registration: Registration,
  type: CredentialType,
  secretType: string,
): Issue[] {
  const issues: Issue[] = []
  if (row.lastApplied === 'with-values') issues.push({ code: 'values-in-annotation' })
  if (!servingSecretTypes(type).includes(secretType)) issues.push({ code: 'secret-type', secretType })
  // The console's own labels are its own business.
  if (registration.console) return issues
  const expected = labelsToWrite(registration.scope, type, registration.department ?? '')
  for (const [label, value] of Object.entries(expected)) {
    if (row.labels[label] !== value) issues.push({ code: 'label-missing', label })
  }
  const labels = contradictingScopeLabels(row.labels)
  if (labels.length > 0) issues.push({ code: 'labels-contradict', labels })
  return issues
}

const textCell = (row: KubeRow, index: number): string => {
  const cell = row.cells[index]
  return typeof cell === 'string' ? cell : ''
}

/**
 * A time as the API server writes them, in whole seconds of UTC; `null` for a text that is not a time, or could be read in two
 * ways.
 */
function timeOf(text: string): string | null {
  const read = readTime(text, null)
  if (read === null || read === '') return null
  return read.length === 17 ? `${read.slice(0, 16)}:00Z` : `${read.slice(0, 19)}Z`
}
