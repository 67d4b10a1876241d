import type { OwnClusterAddress } from './own-address.ts'

/** Where a test cluster comes from. */
type ClusterOrigin = 'given' | 'binaries' | 'debian' | 'sandbox'

/** A running test cluster as plain JSON, to pass it to another process. */
export interface ClusterDescription {
  origin: ClusterOrigin
  /** One sentence for the person who runs the tests: which cluster is used. */
  source: string
  server: string
  /** PEM in base64, as in a kubeconfig. Absent if the system's authorities are trusted. */
  caData?: string
  /** The server's version, such as `v1.20.2`. */
  version: string
  /** Path of a kubeconfig with a single context `admin`, which may do everything. */
  adminKubeconfig: string
  /** Path of the kubectl in use. */
  kubectlPath: string
  /** Marks everything that this run creates (label `credenza-test-run`). */
  run: string
  /** This run's folder for kubeconfigs and caches, removed at the end. */
  folder: string
  /** Only for a cluster that we started. */
  own?: OwnClusterAddress
}
