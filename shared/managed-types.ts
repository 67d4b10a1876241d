/** Types of Secrets that Kubernetes or another tool creates and manages, and that usually nobody registers. */
const managedTypes: ReadonlySet<string> = new Set([
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
  'kubernetes.io/tls',
])

/** Whether others manage secrets of a type. The type of Helm's releases contains a version. */
export const isManagedByOthers = (secretType: string): boolean =>
  managedTypes.has(secretType) || secretType.startsWith('helm.sh/')
