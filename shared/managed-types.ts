/** Types of Secrets that Kubernetes or another tool makes and keeps: no one registers them in the usual case. */
const managedTypes: ReadonlySet<string> = new Set([
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
  'kubernetes.io/tls',
])

/** Whether secrets of a type are kept by others; Helm's releases have a version in theirs. */
export const isManagedByOthers = (secretType: string): boolean =>
  managedTypes.has(secretType) || secretType.startsWith('helm.sh/')
