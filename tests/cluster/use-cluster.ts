import { connectCluster } from './cluster.ts'
import type { Cluster, ClusterDescription } from './cluster.ts'

/** The environment variable by which a global setup tells the test processes of its cluster. */
export const clusterVariable = 'CREDENZA_TEST_CLUSTER'

/** The one cluster of this run, which the global setup of vitest or Playwright started. */
export function useCluster(): Cluster {
  const description = process.env[clusterVariable]
  if (!description)
    throw new Error('No test cluster runs: this suite needs the global setup of tests/cluster.')
  return connectCluster(JSON.parse(description) as ClusterDescription)
}
