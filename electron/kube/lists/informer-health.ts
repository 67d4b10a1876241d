import type { Failure, FailureCode } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import { isoTime } from '../../base/clock.ts'
import type { KubeLog } from '../core/kube-log.ts'

/** The state of an informer. Times are ISO 8601. */
export type InformerHealth =
  | { state: 'listing' }
  /** `leftOut`: rows that were dropped because Kubernetes doesn't allow their names or namespaces. */
  | { state: 'live'; since: string; leftOut?: number }
  /** The rows are from `asOf`, empty if no list ever completed; the next attempt is at `nextTryAt`. */
  | { state: 'reconnecting'; since: string; asOf: string; nextTryAt: string; failure: Failure }
  /** The cluster sent nothing, not even a bookmark, for longer than it should, and the next watch hasn’t opened yet. */
  | { state: 'stale'; since: string; asOf: string }
  /** The first list was interrupted after some rows. */
  | { state: 'partial'; since: string; nextTryAt: string; failure: Failure }
  /** No further requests until `retryNow()`, because a retry can't fix the failure. */
  | { state: 'failed'; asOf: string; failure: Failure }

/**
 * A retry hardly ever fixes these, so the informer sends nothing more to the cluster or an identity provider by itself.
 */
const finalCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unauthorized',
  'forbidden',
  'not-found',
  'refused',
  'not-kubernetes',
  'redirected',
  'answer-too-large',
  'context-unknown',
  'context-dangling',
  'context-unusable',
  'sign-in-unsupported',
  'plugin-missing',
  'plugin-failed',
  'plugin-timeout',
  'plugin-rubbish',
  'token-file-unreadable',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-not-yet-valid',
  'clock-wrong',
  'certificate-other-host',
  'client-certificate-expired',
  'client-certificate-refused',
  'tls-failed',
  'internal',
])

/** A silent watch is reported if the next one hasn’t opened after so many milliseconds. Most open sooner. */
const reopeningMilliseconds = 1000

export function isFinal({ code }: Failure): boolean {
  return finalCodes.has(code)
}

export interface HealthTeller {
  listing: () => void
  live: () => void
  /** A watch was silent, and the next one is being opened. `dataAt`: when the cluster last sent data. */
  silent: (dataAt: number) => void
  /** Waiting for the next attempt; `nextTryAt` in milliseconds since 1970. */
  waiting: (failure: Failure, nextTryAt: number, hasRows: boolean) => void
  failed: (failure: Failure) => void
  /** The rows are complete as of `at`, except for `leftOut` dropped ones. */
  current: (at: number, leftOut?: number) => void
  wasListed: () => boolean
}

/** Reports health and logs its changes; doesn't repeat an unchanged state. */
export function createHealthTeller(
  onHealth: (health: InformerHealth) => void,
  { clock, log }: { clock: Clock; log: KubeLog },
): HealthTeller {
  let told = ''
  let state: InformerHealth['state'] | '' = ''
  let since = ''
  let asOf = ''
  let leftOut = 0
  let cancelSilence = () => {}
  const tell = (health: InformerHealth) => {
    cancelSilence()
    const text = JSON.stringify(health)
    if (text === told) return
    told = text
    state = health.state
    onHealth(health)
  }
  const tellLive = () => tell({ state: 'live', since, ...(leftOut === 0 ? {} : { leftOut }) })
  const isInTrouble = () => state === 'reconnecting' || state === 'partial'
  return {
    listing: () => tell({ state: 'listing' }),
    live: () => {
      cancelSilence()
      if (state === 'live') return
      since = isoTime(clock.now())
      log({ event: 'kube:live' })
      tellLive()
    },
    silent: (dataAt) => {
      cancelSilence()
      cancelSilence = clock.after(reopeningMilliseconds, () => {
        since = isoTime(clock.now())
        asOf = isoTime(dataAt)
        tell({ state: 'stale', since, asOf })
      })
    },
    waiting: (failure, nextTryAt, hasRows) => {
      if (!isInTrouble()) {
        since = isoTime(clock.now())
        log({ event: 'kube:reconnecting', code: failure.code })
      }
      const common = { since, nextTryAt: isoTime(nextTryAt), failure }
      tell(
        asOf === '' && hasRows ? { state: 'partial', ...common } : { state: 'reconnecting', asOf, ...common },
      )
    },
    failed: (failure) => {
      log({ event: 'kube:failed', code: failure.code })
      tell({ state: 'failed', asOf, failure })
    },
    current: (at, nowLeftOut = leftOut) => {
      asOf = isoTime(at)
      if (nowLeftOut > 0 && nowLeftOut !== leftOut) log({ event: 'kube:left-out', rows: nowLeftOut })
      leftOut = nowLeftOut
      if (state === 'live') tellLive()
    },
    wasListed: () => asOf !== '',
  }
}
