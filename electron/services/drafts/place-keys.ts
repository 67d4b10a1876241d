import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import { draftCluster } from './keychain-entry.ts'

/** The cluster of an open context. `null` while it isn't open. */
export type PlaceOf = (context: string) => ClusterIdentity | null

/**
 * Returns the function that adds the cluster of its context to a key. A context that is closed has the cluster that it
 * was last open with, because a wizard keeps its draft also while its context is being closed.
 */
export function createKeyPlacing(placeOf: PlaceOf) {
  const clusters = new Map<string, string>()
  return <K extends { context: string }>(key: K): K & { cluster: string | undefined } => {
    const place = placeOf(key.context)
    if (place !== null) clusters.set(key.context, draftCluster(place))
    return { ...key, cluster: clusters.get(key.context) }
  }
}
