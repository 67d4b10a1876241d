import type { FailureCode } from '../../../shared/failure.ts'

/** What this folder writes to the log: what was done, how long it took, how it failed. Nothing of the cluster. */
export interface KubeLogEntry {
  event:
    | 'kube:get'
    | 'kube:write'
    | 'kube:list'
    | 'kube:watch'
    | 'kube:sign-in'
    | 'kube:live'
    | 'kube:reconnecting'
    | 'kube:failed'
    | 'kube:left-out'
  ms?: number
  /** Rows that were left out. */
  rows?: number
  code?: FailureCode
}

export type KubeLog = (entry: KubeLogEntry) => void
