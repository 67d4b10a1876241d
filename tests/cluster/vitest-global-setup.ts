import { startCluster } from './cluster.ts'
import { shareCluster } from './share-cluster.ts'

/** Starts the cluster of the integration tests. */
export default function startForAll(): Promise<() => Promise<void>> {
  return shareCluster(startCluster, 'cluster')
}
