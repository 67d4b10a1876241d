import type { StartedCluster } from './cluster.ts'
import { clusterVariables } from './use-cluster.ts'
import type { ClusterKind } from './use-cluster.ts'

/**
 * Starts one cluster for a whole run and tells every test process of it. Resolves with the function that stops it,
 * which is what vitest and Playwright alike expect of a global setup.
 */
export async function shareCluster(
  startCluster: () => Promise<StartedCluster>,
  kind: ClusterKind,
): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  process.env[clusterVariables[kind]] = JSON.stringify(cluster.description)
  return () => cluster.stop()
}
