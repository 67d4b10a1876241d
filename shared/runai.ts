/**
 * What is specific to Run:ai: label keys, label values and the cluster's own namespace. What a type of credential is
 * stands in `credential-types/`. A change over there is a change of one of these files.
 */
import { typeDescriptions, type CredentialType, type FormatId } from './credential-types/credential-types.ts'

/** Where a credential is available; the account is all clusters of a tenant, which only the console writes. */
export const scopeKinds = ['account', 'cluster', 'department', 'project'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** The scopes that Credenza writes. */
export const writtenScopeKinds = ['cluster', 'department', 'project'] as const
export type WrittenScopeKind = (typeof writtenScopeKinds)[number]

/** Holds the secrets of cluster and department scope, unless the settings name another one. */
export const defaultRunaiNamespace = 'runai'

export const runaiLabels = {
  clusterWideCredentials: 'run.ai/cluster-wide-credentials',
  clusterWide: 'run.ai/cluster-wide',
  credentials: 'run.ai/credentials',
  department: 'run.ai/department',
  resource: 'run.ai/resource',
  /** Kept by Run:ai's own control plane: a credential that the console made. Credenza only reads it. */
  asset: 'run.ai/asset',
} as const

/** The label of a namespace that belongs to a project, unless the settings name another; its value is the project's name. */
export const defaultProjectLabel = 'runai/queue'

/** Labels, of some versions annotations, of departments, projects and namespaces that tell a department. */
export const departmentKeys = { id: 'runai/department-id', name: 'runai/department-name' } as const

/** The groups of the custom resources that tell departments and projects: of Run:ai, and of what succeeds it. */
export const organizationResources = {
  departments: ['scheduling.run.ai', 'kai.resources'],
  projects: ['run.ai', 'kai.resources'],
} as const

const { clusterWideCredentials, clusterWide, credentials, department, resource, asset } = runaiLabels

/**
 * Label selectors that together cover every registered secret, each of them once in the usual case.
 * An annotation can't be selected by, so credentials and unused secrets come in the same lists.
 */
export const registeredSelectors: readonly string[] = [
  resource,
  `${credentials}=true,!${resource}`,
  `${clusterWideCredentials}=true,!${resource}`,
  `${asset},!${resource}`,
]

type Labels = Readonly<Record<string, string>>

/** What the labels of a Secret say of its scope; `null` when it is not registered. */
export interface Registration {
  scope: WrittenScopeKind
  /** The department's id; the project's name is that of the namespace and not known from labels. */
  department: string | null
  /** The value of `run.ai/resource` (for the console's: of `run.ai/asset`), `null` where the label is missing. */
  resource: string | null
  /** Kept by the console's control plane. */
  console: boolean
}

/**
 * Reads the scope labels; every form that Run:ai accepted over time is accepted. What the console keeps bears no
 * scope label: its namespace tells the scope. `runaiNamespace` is the namespace of cluster and department credentials.
 */
export function readRegistration(
  labels: Labels,
  namespace: string,
  runaiNamespace: string = defaultRunaiNamespace,
): Registration | null {
  const kind = labels[resource] ?? null
  const scope = scopeOf(labels)
  if (labels[asset] !== undefined) {
    return {
      scope: scope ?? (namespace === runaiNamespace ? 'cluster' : 'project'),
      department: labels[department] ?? null,
      resource: labels[asset],
      console: true,
    }
  }
  if (scope === null) return null
  return {
    scope,
    department: scope === 'department' ? (labels[department] ?? null) : null,
    resource: kind,
    console: false,
  }
}

function scopeOf(labels: Labels): WrittenScopeKind | null {
  const hasResource = labels[resource] !== undefined
  if (labels[clusterWideCredentials] === 'true') return 'cluster'
  if (labels[clusterWide] === 'true' && hasResource) return 'cluster'
  if (labels[department] !== undefined && hasResource) return 'department'
  if (labels[credentials] === 'true') return 'project'
  if (hasResource && labels[clusterWide] !== 'true') return 'project'
  return null
}

/** The labels that a write sets for a scope: all forms at once, so that old and new Run:ai both see it. */
export function labelsToWrite(
  scope: WrittenScopeKind,
  type: CredentialType,
  departmentId?: string,
): Record<string, string> {
  const label = { [resource]: typeDescriptions[type].resource }
  switch (scope) {
    case 'cluster':
      return { [clusterWideCredentials]: 'true', [clusterWide]: 'true', ...label }
    case 'department':
      return { [department]: departmentId ?? '', ...label }
    case 'project':
      return { [credentials]: 'true', ...label }
  }
}

/** Labels of which more than one scope is claimed at once, in the order in which they win. */
export function contradictingScopeLabels(labels: Labels): string[] {
  const claims = [
    labels[clusterWideCredentials] === 'true' || labels[clusterWide] === 'true'
      ? clusterWideCredentials
      : null,
    labels[department] === undefined ? null : department,
    labels[credentials] === 'true' ? credentials : null,
  ].filter((label) => label !== null)
  return claims.length > 1 ? claims : []
}

/** Every label that registers a secret, as a patch takes them away. */
export const registeringLabels: readonly string[] = [
  clusterWideCredentials,
  clusterWide,
  credentials,
  department,
  resource,
]

/** The annotations that make a registered secret a credential. */
export const annotationKeys = {
  credential: 'credenza.app/credential',
  description: 'credenza.app/description',
  registryUrl: 'credenza.app/registry-url',
  /** How the data of a generic secret is laid out: an id of a format in `credential-types/`. */
  format: 'credenza.app/format',
  origin: 'credenza.app/origin',
  createdBy: 'credenza.app/created-by',
  createdAt: 'credenza.app/created-at',
  rotatedAt: 'credenza.app/rotated-at',
} as const

/** `kubectl apply` leaves a copy of what it sent here: values included. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** The annotations of a credential but for who made it and when, which only the write itself knows. */
export function describingAnnotations(
  credential: {
    type: CredentialType
    /** `null` for a type that has no formats, and while none is chosen. */
    format: FormatId | null
    name: string
    description: string
    registryUrl: string
  },
  origin: 'new' | 'existing',
): Record<string, string> {
  const { type, format, name, description, registryUrl } = credential
  return {
    [annotationKeys.credential]: name,
    ...(description === '' ? {} : { [annotationKeys.description]: description }),
    ...(type === 'docker-registry' ? { [annotationKeys.registryUrl]: registryUrl } : {}),
    ...(format === null ? {} : { [annotationKeys.format]: format }),
    [annotationKeys.origin]: origin,
  }
}
