/**
 * Everything specific to Run:ai: label keys, label values and the cluster's own namespace. Credential types are in
 * `credential-types/`. When Run:ai changes, only these files change.
 */
import type { CredentialType, FormatId } from './credential-types/credential-types.ts'

/** Where a credential is available. The account is all clusters of a tenant, and only the console writes it. */
export const scopeKinds = ['account', 'cluster', 'department', 'project'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** The scopes that Credenza writes. */
export const writtenScopeKinds = ['cluster', 'department', 'project'] as const
export type WrittenScopeKind = (typeof writtenScopeKinds)[number]

/** The namespace of secrets with cluster and department scope, unless the settings name another one. */
export const defaultRunaiNamespace = 'runai'

export const runaiLabels = {
  /** The purpose of a secret that a person registered. */
  resource: 'run.ai/resource',
  clusterWide: 'run.ai/cluster-wide',
  clusterWideCredentials: 'run.ai/cluster-wide-credentials',
  olderClusterWide: 'runai/cluster-wide',
  department: 'run.ai/department',
  credentials: 'run.ai/credentials',
  /** Managed by Run:ai's control plane: a credential from the console. Credenza only reads it. */
  asset: 'run.ai/asset',
  /** For the whole account. Only the console sets it. */
  tenantWide: 'run.ai/tenant-wide',
  /** Names an object of Run:ai itself. */
  name: 'run.ai/name',
} as const

const { resource, clusterWide, clusterWideCredentials, olderClusterWide, department, credentials } =
  runaiLabels
const { asset, tenantWide } = runaiLabels

/** `run.ai/name` of the secret with Run:ai's CA bundle, which has the label of cluster scope but isn't a credential. */
export const caBundleName = 'runai-ca-cert'

/** One way in which Run:ai expects a secret to be labelled. */
export interface LabelForm {
  scope: ScopeKind
  /** All labels that it requires. `<type>` and `<id>` are placeholders, as in the documentation. */
  labels: Readonly<Record<string, string>>
  /** The versions that document it. */
  versions: string
  /** The page, and the section or sentence on it. */
  page: string
  /** Whether Credenza writes its labels. */
  isWritten: boolean
}

/**
 * How people register secrets, by the documentation of every version. A secret with more than one scope has the first
 * one here. A form with only `run.ai/resource` applies if there is no label of today's other scopes.
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
 * The label of each scope that Run:ai's control plane and its controllers look for today, according to their source
 * (kai-resource-management, project controller). A project has none; the account's is only for the console's secrets.
 */
export const scopeLabelsToday: readonly (readonly [scope: ScopeKind, label: string])[] = [
  ['account', tenantWide],
  ['cluster', clusterWide],
  ['department', department],
]

/**
 * The labels by which registered secrets are listed, most frequent first. The account's occurs only together with the
 * console's.
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

/** The label of a project's namespace, unless the settings name another. Its value is the project's name. */
export const defaultProjectLabel = 'runai/queue'

/** Labels, in some versions annotations, of departments, projects and namespaces that identify a department. */
export const departmentKeys = { id: 'runai/department-id', name: 'runai/department-name' } as const

/** The API groups of the custom resources for departments and projects: Run:ai's, and its successor's. */
export const organizationResources = {
  departments: ['scheduling.run.ai', 'kai.resources'],
  projects: ['run.ai', 'kai.resources'],
} as const

/** The annotations that make a registered secret a credential. */
export const annotationKeys = {
  credential: 'credenza.app/credential',
  description: 'credenza.app/description',
  registryUrl: 'credenza.app/registry-url',
  /** The layout of a generic secret's data: a format id in `credential-types/`. */
  format: 'credenza.app/format',
  origin: 'credenza.app/origin',
  createdBy: 'credenza.app/created-by',
  createdAt: 'credenza.app/created-at',
  rotatedAt: 'credenza.app/rotated-at',
  /** When the value stops working, in ISO 8601. */
  expiresAt: 'credenza.app/expires-at',
} as const

/** `kubectl apply` stores a copy of what it sent here, including values. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** The annotations of a credential, except its author and creation time, which only the write knows. */
export function describingAnnotations(
  credential: {
    type: CredentialType
    /** `null` for a type without formats, and while none is chosen. */
    format: FormatId | null
    name: string
    description: string
    registryUrl: string
    /** In ISO 8601, if set. */
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
