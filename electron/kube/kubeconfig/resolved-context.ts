/** PEM contained in the kubeconfig `file`, or in a file that is read when the connection needs it. */
export type PemSource =
  | { kind: 'data'; field: string; file: string; pem: string }
  | { kind: 'file'; field: string; file: string }

/** The file that a command resolves to. */
export interface Program {
  /** Absolute. This path is shown for consent, and this path runs. */
  path: string
  /** The target if `path` is a link, else `path`. */
  target: string
  /** In bytes. */
  size: number
  /** Milliseconds since 1970. */
  changedAt: number
}

/** An exec plugin from the kubeconfig. */
export interface PluginConfig {
  apiVersion: 'client.authentication.k8s.io/v1' | 'client.authentication.k8s.io/v1beta1'
  /** As written, or absolute if it was a path relative to the kubeconfig. */
  command: string
  /** The program found for the command; nothing runs before it was looked up. */
  program: Program | null
  args: readonly string[]
  env: Readonly<Record<string, string>>
  installHint: string
  /** Whether the plugin gets the cluster's data. */
  isToldOfCluster: boolean
  /** The cluster's extension for exec plugins, passed on unchanged. */
  clusterConfig: unknown
}

export type SignInWay =
  | { kind: 'none' }
  | { kind: 'token'; token: string }
  /** `token` is used if the file can't be read; empty if there is none. */
  | { kind: 'token-file'; file: string; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'plugin'; plugin: PluginConfig }

export interface Impersonation {
  user: string
  uid: string
  groups: readonly string[]
  extra: Readonly<Record<string, readonly string[]>>
}

/** All that is needed to talk to one cluster as one user. Contains sign-in values: never log or forward it. */
export interface ResolvedContext {
  name: string
  /** Names of the cluster and the user in the kubeconfig. */
  cluster: string
  user: string
  /** The kubeconfig that defines the context, empty for none. */
  file: string
  /** The file that defines the user, empty if none does. */
  userFile: string
  namespace: string
  /** With scheme and possibly a path, without a trailing slash. */
  server: string
  /** The name that the server's certificate must have; empty for the server's own. */
  tlsServerName: string
  skipsVerification: boolean
  authority: PemSource | null
  clientCertificate: { certificate: PemSource; key: PemSource } | null
  /** The proxy, from the kubeconfig or the environment; empty for none. */
  proxy: string
  signIn: SignInWay
  impersonation: Impersonation | null
  /** The environment of an exec plugin. */
  environment: Readonly<NodeJS.ProcessEnv>
}
