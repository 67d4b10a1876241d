import type { UnregisteredSecret } from '../../../shared/credential.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'

type Rows = Map<string, UnregisteredSecret>

/** The unregistered secrets of the currently followed namespaces, by uid. */
export function createFollowedNamespaces() {
  const all = new WeakMap<OpenCluster, Map<string, Rows>>()
  return {
    /** Tracks a namespace while `follow` runs, which fills the rows. The most recent one for a namespace counts. */
    async during(open: OpenCluster, namespace: string, follow: (rows: Rows) => Promise<void>): Promise<void> {
      const rows: Rows = new Map()
      const here = all.get(open) ?? new Map<string, Rows>()
      all.set(open, here)
      here.set(namespace, rows)
      try {
        await follow(rows)
      } finally {
        if (here.get(namespace) === rows) here.delete(namespace)
      }
    },
    /** `null` for a namespace that isn't followed. */
    rowsOf: (open: OpenCluster, namespace: string): ReadonlyMap<string, UnregisteredSecret> | null =>
      all.get(open)?.get(namespace) ?? null,
  }
}

export type FollowedNamespaces = ReturnType<typeof createFollowedNamespaces>
