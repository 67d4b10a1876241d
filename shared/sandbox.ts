/** The name of the context that is the embedded cluster; no kubeconfig knows it. */
export const sandboxContext = 'Credenza sandbox'

/** The versions of Run:ai as which the sandbox's company can be set up. */
export const sandboxVersions = ['2.15', '2.18', '2.25', '3.0'] as const
export type SandboxVersion = (typeof sandboxVersions)[number]
export const usualSandboxVersion: SandboxVersion = '2.25'

/** What goes wrong in the sandbox, so that its user can see what that looks like. */
export interface SandboxFaults {
  /** Milliseconds until an answer begins. */
  latency: number
  /** One in this many requests fails; 0: none does. */
  failEvery: number
  /** How they fail: with that status, or cut off after the cluster has carried them out. */
  failWith: 500 | 503 | 429 | 'cut'
  /** Every write is forbidden. */
  isReadOnly: boolean
  /** Nothing answers, and what was open is cut. */
  isDead: boolean
}
