import { startCluster } from './cluster.ts'
import { startSandboxCluster } from './sandbox-cluster.ts'
import { shareCluster } from './share-cluster.ts'

/** Starts the clusters for the projects of this run: both, unless only one is requested. */
export default async function startClusters(): Promise<() => Promise<void>> {
  const asked = (['sandbox', 'cluster'] as const).filter((project) =>
    process.argv.includes(`--project=${project}`),
  )
  const isFor = (project: 'sandbox' | 'cluster') => asked.length === 0 || asked.includes(project)
  const stopSandbox = isFor('sandbox') ? await shareCluster(startSandboxCluster, 'sandbox') : null
  const stopCluster = isFor('cluster') ? await shareCluster(startCluster, 'cluster') : null
  return async () => {
    await stopSandbox?.()
    await stopCluster?.()
  }
}
