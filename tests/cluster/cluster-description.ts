import type { OwnClusterAddress } from './own-address.ts'

/** Where a test cluster comes from. */
export type ClusterOrigin = 'given' | 'binaries' | 'debian' | 'sandbox'

/** A running test cluster as plain JSON, so that it can be handed to another process. */
export interface ClusterDescription {
  origin: ClusterOrigin
  /** One sentence for the person who runs the tests: which cluster was taken. */
  source: string
  server: string
  /** PEM in base64, as in a kubeconfig; absent if the system's authorities are trusted. */
  caData?: string
  /** The server's version, such as `v1.20.2`. */
  version: string
  /** Path of a kubeconfig whose only context is called `admin` and may do everything. */
  adminKubeconfig: string
  /** Path of the kubectl in use. */
  kubectlPath: string
  /** Marks everything that this run makes (label `credenza-test-run`). */
  run: string
  /** A folder of this run for kubeconfigs and caches; removed at the end. */
  folder: string
  /** Of a cluster whose programs we started. */
  own?: OwnClusterAddress
}
