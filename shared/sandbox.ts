/** The name of the context of the embedded cluster, which isn't in any kubeconfig. */
export const sandboxContext = 'Credenza sandbox'

/** The versions of Run:ai for which the sandbox's company can be set up. */
export const sandboxVersions = ['2.15', '2.18', '2.25', '3.0'] as const
export type SandboxVersion = (typeof sandboxVersions)[number]
export const usualSandboxVersion: SandboxVersion = '2.25'

/** Faults of the sandbox, so that users can see their effects. */
export interface SandboxFaults {
  /** Milliseconds before an answer starts. */
  latency: number
  /** One in this many requests fails. 0 for none. */
  failEvery: number
  /** How they fail: with this status, or cut off after the cluster has carried them out. */
  failWith: 500 | 503 | 429 | 'cut'
  /** All writes are forbidden. */
  isReadOnly: boolean
  /** It doesn't answer, and open connections are cut. */
  isDead: boolean
}
