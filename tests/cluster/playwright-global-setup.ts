import { startCluster } from './cluster.ts'
import { startSandboxCluster } from './sandbox-cluster.ts'
import { shareCluster } from './share-cluster.ts'

/** Starts the clusters of those projects that this run is for, which are both unless one is asked for alone. */
export default async function startClusters(): Promise<() => Promise<void>> {
  const isOnly = (project: string) => process.argv.includes(`--project=${project}`)
  const stopSandbox = isOnly('cluster') ? null : await shareCluster(startSandboxCluster, 'sandbox')
  const stopCluster = isOnly('sandbox') ? null : await shareCluster(startCluster, 'cluster')
  return async () => {
    await stopSandbox?.()
    await stopCluster?.()
  }
}
