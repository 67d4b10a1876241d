import { errorPlaces, errorPlacesText } from '../../../shared/error-places.ts'
import { failureOf, type FailureCode } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'

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
  /** Where our code was when something unexpected happened: function names and positions, no messages. */
  at?: string
}

export type KubeLog = (entry: KubeLogEntry) => void

/** Runs operations and writes each to the log. */
export type Logged = <T>(event: KubeLogEntry['event'], work: () => Promise<T>) => Promise<T>

export function createLogged(log: KubeLog, clock: Clock): Logged {
  return async (event, work) => {
    const startedAt = clock.now()
    try {
      const result = await work()
      log({ event, ms: clock.now() - startedAt })
      return result
    } catch (error) {
      log({ event, ms: clock.now() - startedAt, ...causeOf(error) })
      throw error
    }
  }
}

function causeOf(error: unknown): Pick<KubeLogEntry, 'code' | 'at'> {
  const failure = failureOf(error)
  if (failure !== null) return { code: failure.code }
  return { code: 'internal', at: errorPlacesText(errorPlaces(error)) }
}
