import { connectCluster } from './cluster.ts'
import type { Cluster, ClusterDescription } from './cluster.ts'

/** The real cluster of a run, or the sandbox behind an address. */
export type ClusterKind = 'cluster' | 'sandbox'

/** The environment variables by which a global setup tells the test processes of its clusters. */
export const clusterVariables: Readonly<Record<ClusterKind, string>> = {
  cluster: 'CREDENZA_TEST_CLUSTER',
  sandbox: 'CREDENZA_TEST_SANDBOX',
}

/** The one cluster of its kind in this run, which the global setup of vitest or Playwright started. */
export function useCluster(kind: ClusterKind = 'cluster'): Cluster {
  const description = process.env[clusterVariables[kind]]
  if (!description)
    throw new Error('No test cluster runs: this suite needs the global setup of tests/cluster.')
  return connectCluster(JSON.parse(description) as ClusterDescription)
}
