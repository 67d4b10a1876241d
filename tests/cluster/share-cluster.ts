import type { StartedCluster } from './cluster.ts'
import { clusterVariables } from './use-cluster.ts'
import type { ClusterKind } from './use-cluster.ts'

/**
 * Starts one cluster for a whole run and passes it to every test process. Resolves with the function that stops it, as
 * vitest and Playwright expect of a global setup.
 */
export async function shareCluster(
  startCluster: () => Promise<StartedCluster>,
  kind: ClusterKind,
): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  process.env[clusterVariables[kind]] = JSON.stringify(cluster.description)
  return () => cluster.stop()
}
