/** PEM that is in the kubeconfig `file` itself, or in a file which is read when the connection needs it. */
export type PemSource =
  { kind: 'data'; field: string; file: string; pem: string } | { kind: 'file'; field: string; file: string }

/** The one file that a command stands for. */
export interface Program {
  /** Absolute. This is what is asked about and what runs. */
  path: string
  /** The file that `path` leads to where it is a link, else the same. */
  target: string
  /** In bytes. */
  size: number
  /** Milliseconds since 1970. */
  changedAt: number
}

/** An exec plugin as the kubeconfig has it. */
export interface PluginConfig {
  apiVersion: 'client.authentication.k8s.io/v1' | 'client.authentication.k8s.io/v1beta1'
  /** As written, or absolute where it was a path relative to the kubeconfig. */
  command: string
  /** What the command was found to be; nothing runs as long as it was not looked up. */
  program: Program | null
  args: readonly string[]
  env: Readonly<Record<string, string>>
  installHint: string
  /** The plugin is told of the cluster. */
  isToldOfCluster: boolean
  /** The cluster's extension for exec plugins, handed on as it is. */
  clusterConfig: unknown
}

export type SignInWay =
  | { kind: 'none' }
  | { kind: 'token'; token: string }
  /** `token` is used where the file can't be read; empty if there is none. */
  | { kind: 'token-file'; file: string; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'plugin'; plugin: PluginConfig }

export interface Impersonation {
  user: string
  uid: string
  groups: readonly string[]
  extra: Readonly<Record<string, readonly string[]>>
}

/** All that is needed to talk to one cluster as one user. It carries sign-in values: never log it or send it on. */
export interface ResolvedContext {
  name: string
  /** The kubeconfig's names of the cluster and of the user. */
  cluster: string
  user: string
  /** The kubeconfig that defines the context, empty for none. */
  file: string
  /** The file that defines the user, empty if none does. */
  userFile: string
  namespace: string
  /** With scheme, maybe with a path, without a slash at the end. */
  server: string
  /** The name that the server's certificate must bear; empty: that of the server. */
  tlsServerName: string
  skipsVerification: boolean
  authority: PemSource | null
  clientCertificate: { certificate: PemSource; key: PemSource } | null
  /** The proxy to go through, from the kubeconfig or the environment; empty for none. */
  proxy: string
  signIn: SignInWay
  impersonation: Impersonation | null
  /** What an exec plugin runs with. */
  environment: Readonly<NodeJS.ProcessEnv>
}
