import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { draftCluster } from './keychain-entry.ts'

/** The cluster of an open context. `null` if it isn't open. */
export type PlaceOf = (context: string) => ClusterIdentity | null

/**
 * Returns a function that adds the context's cluster to a key. A closed context has the cluster with which it was last
 * open, because a wizard still saves its draft while its context is being closed.
 */
export function createKeyPlacing(placeOf: PlaceOf) {
  const clusters = new Map<string, string>()
  return <K extends { context: string }>(key: K): K & { cluster: string | undefined } => {
    const place = placeOf(key.context)
    if (place !== null) clusters.set(key.context, draftCluster(place))
    return { ...key, cluster: clusters.get(key.context) }
  }
}
