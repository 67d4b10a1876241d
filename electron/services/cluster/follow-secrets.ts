import { followClusterWide } from './follow-cluster-wide.ts'
import { followNamespaces, type NamespacesSource } from './follow-namespaces.ts'
import type { SecretsSource, SourceDeps } from './secrets-source.ts'

/**
 * Follows the secrets of the whole cluster, or of single namespaces if the cluster-wide list is forbidden.
 * `onNamespaces` is called when that starts; the caller then chooses the namespaces.
 */
export function followSecrets(deps: SourceDeps & { onNamespaces: () => void }): SecretsSource & {
  /** `null` while one list covers the whole cluster. */
  namespaces: () => NamespacesSource | null
} {
  const wide = new AbortController()
  let namespaces: NamespacesSource | null = null
  const clusterWide = followClusterWide({
    ...deps,
    signal: AbortSignal.any([deps.signal, wide.signal]),
    onRefused: (refusal) => {
      wide.abort()
      namespaces = followNamespaces({ ...deps, refusal })
      deps.onNamespaces()
    },
  })
  const source = (): SecretsSource => namespaces ?? clusterWide
  return {
    namespaces: () => namespaces,
    healths: () => source().healths(),
    isListed: () => source().isListed(),
    refresh: () => source().refresh(),
  }
}
