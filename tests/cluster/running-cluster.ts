import type { AskCluster } from './ask-cluster.ts'
import type { CertificateRequest } from './certificates.ts'
import type { ClusterDescription } from './cluster-description.ts'
import type { Kubectl } from './kubectl.ts'
import type { OwnControls } from './own-controls.ts'
import type { ClusterUser, UserRules } from './users.ts'

/** A running test cluster, as a test uses it. */
export interface Cluster extends Omit<ClusterDescription, 'own'> {
  /** Runs kubectl as the administrator or as another user; resolves with its standard output. */
  kubectl: Kubectl
  /** Sends a request as the administrator, for what isn't a subject of the test. */
  ask: AskCluster
  /** Makes a user with exactly the given rights, and waits until they hold. */
  user: (name: string, rules?: UserRules) => Promise<ClusterUser>
  /** Makes a namespace for one test; its name is `<prefix>-<random>`. */
  namespace: (prefix?: string, labels?: Record<string, string>) => Promise<string>
  /** Deletes a namespace with all it holds and waits until it has really vanished. */
  finalizeNamespace: (name: string) => Promise<void>
  /** A kubeconfig (path) of a client certificate; with `notAfter` in the past, of an expired one. Not on a given one. */
  certificateUser?: (request: CertificateRequest) => string
  /** Present on a kube-apiserver that we started ourselves. */
  own?: OwnControls
}

/** A cluster that this process started and has to stop. */
export interface StartedCluster extends Cluster {
  description: ClusterDescription
  /** Ends our own cluster; on a given one removes what the run made. */
  stop: () => Promise<void>
}

/** What a caller may choose about the cluster. */
export interface StartOptions {
  /** Hears one line per stage that takes time. Default: standard output. */
  say?: (line: string) => void
  /** Where to look for programs and settings. Default: the environment of this process. */
  environment?: NodeJS.ProcessEnv
  /** More arguments for a kube-apiserver of our own. */
  apiserverArguments?: string[]
}
