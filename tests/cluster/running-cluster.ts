import type { AskCluster } from './ask-cluster.ts'
import type { CertificateRequest } from './certificates.ts'
import type { ClusterDescription } from './cluster-description.ts'
import type { Kubectl } from './kubectl.ts'
import type { OwnControls } from './own-controls.ts'
import type { ClusterUser, UserRules } from './users.ts'

/** A running test cluster for a test. */
export interface Cluster extends Omit<ClusterDescription, 'own'> {
  /** Runs kubectl as the administrator or as another user. Resolves with its standard output. */
  kubectl: Kubectl
  /** Sends a request as the administrator, for what the test isn't about. */
  ask: AskCluster
  /** Creates a user with exactly the given permissions, and waits until they apply. */
  user: (name: string, rules?: UserRules) => Promise<ClusterUser>
  /** Takes what applies in every namespace from a user again. The cluster may need a moment until it refuses. */
  revoke: (user: ClusterUser) => Promise<void>
  /** Creates a namespace `<prefix>-<random>` for one test. */
  namespace: (prefix?: string, labels?: Record<string, string>) => Promise<string>
  /** Deletes a namespace with its content and waits until it is really gone. */
  finalizeNamespace: (name: string) => Promise<void>
  /** A kubeconfig (path) with a client certificate, expired if `notAfter` is in the past. Not for a given cluster. */
  certificateUser?: (request: CertificateRequest) => string
  /** Only for a kube-apiserver that we started. */
  own?: OwnControls
}

/** A cluster that this process started and must stop. */
export interface StartedCluster extends Cluster {
  description: ClusterDescription
  /** Stops our own cluster. On a given one removes what the run created. */
  stop: () => Promise<void>
}

/** What a caller may choose about the cluster. */
export interface StartOptions {
  /** Called with one line per long stage. Default: standard output. */
  say?: (line: string) => void
  /** Where to find programs and settings. Default: the environment of this process. */
  environment?: NodeJS.ProcessEnv
  /** More arguments for our own kube-apiserver. */
  apiserverArguments?: string[]
}
