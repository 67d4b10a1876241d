import type { FailureCode } from '../../../shared/failure.ts'

/** What this folder writes to the log: the operation, its duration and its failure. Contains no data of the cluster. */
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
  /** Rows that were dropped. */
  rows?: number
  code?: FailureCode
}

export type KubeLog = (entry: KubeLogEntry) => void
