import { connectCluster } from './cluster.ts'
import type { Cluster, ClusterDescription } from './cluster.ts'

/** The real cluster of a run, or the sandbox behind an address. */
export type ClusterKind = 'cluster' | 'sandbox'

/** The environment variables by which a global setup passes its clusters to the test processes. */
export const clusterVariables: Readonly<Record<ClusterKind, string>> = {
  cluster: 'CREDENZA_TEST_CLUSTER',
  sandbox: 'CREDENZA_TEST_SANDBOX',
}

/** The cluster of this kind that the global setup of vitest or Playwright started for this run. */
export function useCluster(kind: ClusterKind = 'cluster'): Cluster {
  const description = process.env[clusterVariables[kind]]
  if (!description)
    throw new Error('No test cluster runs: this suite needs the global setup of tests/cluster.')
  return connectCluster(JSON.parse(description) as ClusterDescription)
}
