import { startCluster } from './cluster.ts'
import { clusterVariable } from './use-cluster.ts'

/**
 * Starts one cluster for a whole run and tells every test process of it. Resolves with the function that stops it,
 * which is what vitest and Playwright alike expect of a global setup.
 */
export async function shareCluster(): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  process.env[clusterVariable] = JSON.stringify(cluster.description)
  return () => cluster.stop()
}
