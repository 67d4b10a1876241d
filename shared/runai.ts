/**
 * What is specific to Run:ai: label keys, label values and the cluster's own namespace. What a type of credential is
 * is in `credential-types/`. A change over there is a change of one of these files.
 */
import type { CredentialType, FormatId } from './credential-types/credential-types.ts'

/** Where a credential is available; the account is all clusters of a tenant, which only the console writes. */
export const scopeKinds = ['account', 'cluster', 'department', 'project'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** The scopes that Credenza writes. */
export const writtenScopeKinds = ['cluster', 'department', 'project'] as const
export type WrittenScopeKind = (typeof writtenScopeKinds)[number]

/** Holds the secrets of cluster and department scope, unless the settings name another one. */
export const defaultRunaiNamespace = 'runai'

export const runaiLabels = {
  /** What a secret is for, where a person registered it. */
  resource: 'run.ai/resource',
  clusterWide: 'run.ai/cluster-wide',
  clusterWideCredentials: 'run.ai/cluster-wide-credentials',
  olderClusterWide: 'runai/cluster-wide',
  department: 'run.ai/department',
  credentials: 'run.ai/credentials',
  /** Kept by Run:ai's own control plane: a credential that the console made. Credenza only reads it. */
  asset: 'run.ai/asset',
  /** Of the whole account, which the console alone sets. */
  tenantWide: 'run.ai/tenant-wide',
  /** Names something of Run:ai itself. */
  name: 'run.ai/name',
} as const

const { resource, clusterWide, clusterWideCredentials, olderClusterWide, department, credentials } =
  runaiLabels
const { asset, tenantWide } = runaiLabels

/** `run.ai/name` of the secret with Run:ai's CA bundle, which has the label of cluster scope and is no credential. */
export const caBundleName = 'runai-ca-cert'

/** One way in which Run:ai wants a secret labelled. */
export interface LabelForm {
  scope: ScopeKind
  /** All labels that it takes. `<type>` and `<id>` stand for a value, as in the documentation. */
  labels: Readonly<Record<string, string>>
  /** The versions whose documentation says so. */
  versions: string
  /** The page, and the section or sentence on it. */
  page: string
  /** Whether Credenza writes its labels. */
  isWritten: boolean
}

/**
 * How a person registers a secret, by the documentation of every version. A secret of more than one scope is of the first
 * one here. A form of `run.ai/resource` alone holds where no label of today's other scopes is there.
 */
export const labelForms: readonly LabelForm[] = [
  {
    scope: 'cluster',
    labels: { [clusterWideCredentials]: 'true' },
    versions: '2.15 to 2.17',
    page: 'Credentials: “makes the secret available to all projects in the cluster”',
    isWritten: true,
  },
  {
    scope: 'cluster',
    labels: { [clusterWideCredentials]: 'true', [resource]: '<type>' },
    versions: '2.18',
    page: 'Credentials: “makes the secret available to all projects in the cluster”',
    isWritten: true,
  },
  {
    scope: 'cluster',
    labels: { [clusterWide]: 'true', [resource]: '<type>' },
    versions: '2.20 to 3.0',
    page: 'Credentials: Creating secrets in advance, Cluster scope',
    isWritten: true,
  },
  {
    scope: 'cluster',
    labels: { [clusterWide]: '<type>' },
    versions: '2.19, one revision',
    page: 'Credentials: Creating secrets in advance, Cluster scope',
    isWritten: false,
  },
  {
    scope: 'cluster',
    labels: { [olderClusterWide]: 'true' },
    versions: 'up to 2.14',
    page: 'Secrets in Workloads: Secrets and Projects',
    isWritten: false,
  },
  {
    scope: 'department',
    labels: { [department]: '<id>', [resource]: '<type>' },
    versions: '2.16 to 3.0',
    page: 'Credentials: Creating secrets in advance, Department scope',
    isWritten: true,
  },
  {
    scope: 'project',
    labels: { [credentials]: 'true' },
    versions: '2.15 to 2.18',
    page: 'Credentials: “makes the secret available to a specific project in the cluster”',
    isWritten: true,
  },
  {
    scope: 'project',
    labels: { [resource]: '<type>' },
    versions: '2.20 to 3.0',
    page: 'Credentials: Creating secrets in advance, Project scope',
    isWritten: true,
  },
]

/**
 * The label of each scope that Run:ai's control plane and its controllers look for today, by their source
 * (kai-resource-management, project controller). A project has none; the account's is for the console's secrets alone.
 */
export const scopeLabelsToday: readonly (readonly [scope: ScopeKind, label: string])[] = [
  ['account', tenantWide],
  ['cluster', clusterWide],
  ['department', department],
]

/**
 * The labels by which registered secrets are listed, the most usual one first. The account's has the console's next to it.
 */
export const listedLabels: readonly string[] = [
  resource,
  credentials,
  clusterWideCredentials,
  asset,
  department,
  clusterWide,
  olderClusterWide,
]

/** The label of a namespace that belongs to a project, unless the settings name another; its value is the project's name. */
export const defaultProjectLabel = 'runai/queue'

/** Labels, of some versions annotations, of departments, projects and namespaces that tell a department. */
export const departmentKeys = { id: 'runai/department-id', name: 'runai/department-name' } as const

/** The groups of the custom resources that tell departments and projects: of Run:ai, and of what succeeds it. */
export const organizationResources = {
  departments: ['scheduling.run.ai', 'kai.resources'],
  projects: ['run.ai', 'kai.resources'],
} as const

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
  /** When the value stops to be valid, in ISO 8601. */
  expiresAt: 'credenza.app/expires-at',
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
    /** In ISO 8601, where one is noted. */
    expiresAt?: string | null | undefined
  },
  origin: 'new' | 'existing',
): Record<string, string> {
  const { type, format, name, description, registryUrl, expiresAt = null } = credential
  return {
    [annotationKeys.credential]: name,
    ...(description === '' ? {} : { [annotationKeys.description]: description }),
    ...(type === 'docker-registry' ? { [annotationKeys.registryUrl]: registryUrl } : {}),
    ...(format === null ? {} : { [annotationKeys.format]: format }),
    [annotationKeys.origin]: origin,
    ...(expiresAt === null ? {} : { [annotationKeys.expiresAt]: expiresAt }),
  }
}
