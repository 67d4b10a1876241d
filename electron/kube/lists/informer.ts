import { failureOf } from '../../../shared/failure.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import { pause } from '../../base/clock.ts'
import { backoffDelay } from '../../base/backoff.ts'
import { createHealthTeller, isFinal } from './informer-health.ts'
import type { InformerRequest } from './informer-request.ts'
import { createListWatch } from './list-watch.ts'
import type { ListWatch } from './list-watch.ts'
import type { KubeLog } from '../core/kube-log.ts'
import { createRowStore } from './row-store.ts'
import type { ListRequest, ListResult } from './list-rows.ts'
import type { CircuitBreaker } from '../http/circuit-breaker.ts'
import type { RequireVersion } from './store-version.ts'
import { SilentWatchError } from './watch-rows.ts'
import type { WatchRequest } from './watch-rows.ts'

export type { InformerHealth } from './informer-health.ts'
export type { InformerRequest } from './informer-request.ts'

export interface Informer {
  /** Lists again alongside the watch and reports the differences. After a failure it retries immediately. */
  refresh: () => void
  /** Ends a wait or a final state and retries immediately. Repeats a failed sign-in. */
  retryNow: () => void
}

interface InformerDeps {
  list: (request: ListRequest) => Promise<ListResult>
  watch: (request: WatchRequest) => Promise<void>
  requireVersion: RequireVersion
  /** Maximum number of rows kept of one list. */
  mostRows: number
  server: string
  retrySignIn: () => void
  breaker: CircuitBreaker
  log: KubeLog
  clock: Clock
  random: () => number
}

/** A watch that lasted this long, in milliseconds, resets the backoff. */
const stableMilliseconds = 60_000
/**
 * So does one that lasted twice the next delay, but at least this long: a server that ends every watch immediately must
 * not reset it.
 */
const leastMilliseconds = 5_000
/**
 * Proxies cut a watch in which nothing happens, most after 30 or 60 seconds. The end of a watch that lasted this long,
 * in milliseconds, is reported only if the next attempt fails too.
 */
const usualCutMilliseconds = 20_000
/**
 * How long after an outage a refusal counts as temporary, in milliseconds: a starting server may not have loaded its
 * roles yet, or not know how to check tokens (https://github.com/kubernetes/kubernetes/issues/65785).
 */
const startingMilliseconds = 60_000

/**
 * Lists rows and keeps them current with a watch until the signal aborts. Reports failures as health, and retries those
 * that a retry may fix, with backoff.
 */
export function startInformer(deps: InformerDeps, request: InformerRequest): Informer {
  const { clock, breaker, random } = deps
  const { signal } = request
  const isOver = () => signal.aborted
  const quietAfterEnd = silencedBy(request)
  const known = createRowStore({ ...quietAfterEnd, clock })
  const health = createHealthTeller(quietAfterEnd.onHealth, deps)
  const source = createListWatch({ ...deps, known, health }, quietAfterEnd)
  let failures = 0
  let lastExpiry = -Infinity
  const wait = createWait(signal)
  const current: Current = { watch: null, isReopening: false, refresh: null, refreshError: null }

  const waitToTryAgain = (failure: Failure, isUsualCut: boolean) => {
    const tell = (nextTryAt: number) => health.waiting(failure, nextTryAt, known.count() > 0)
    return wait.until(async (until) => {
      if (!breaker.isOpen()) {
        failures += 1
        const asked = failure.code === 'too-many-requests' ? failure.seconds * 1000 : 0
        const delay = Math.max(asked, backoffDelay(failures, random))
        if (!isUsualCut) tell(clock.now() + delay)
        if (failure.code !== 'connection-cut') return pause(clock, delay, until)
        await breaker.pauseAfterCut(delay, until)
        if (!breaker.isOpen()) return
        // The whole cluster was down, so this isn't a failure of the list.
        failures -= 1
      }
      // The cluster may come back with a store restored from a backup: only a new list shows its content.
      source.forgetVersion()
      await breaker.admit(until, tell)
    })
  }
  const recover = async (error: unknown) => {
    const now = clock.elapsed()
    const { code } = failureOf(error) ?? {}
    if (error instanceof SilentWatchError) {
      if (!error.isHeldBack) health.silent(source.dataAt())
      return
    }
    const lasted = source.openedAt() > 0 ? now - source.openedAt() : 0
    if (source.openedAt() > 0) health.current(clock.now())
    if (lasted >= enoughAfter(failures)) failures = 0
    if (code === 'version-expired') {
      source.forgetVersion()
      const isFirst = now - lastExpiry > leastMilliseconds
      lastExpiry = now
      if (isFirst) return
    }
    const failure = failureOf(error) ?? { code: 'internal', id: '' }
    const mayBeStarting =
      mayPass(failure) && health.wasListed() && now - breaker.endedAt() < startingMilliseconds
    const isOffline = isOfPlugin(failure) && health.wasListed() && (await breaker.isUnreachable())
    if (isOffline) {
      do await waitToTryAgain(failure, false)
      while (!isOver() && (await breaker.isUnreachable()))
      deps.retrySignIn()
      return
    }
    if (isFinal(failure) && !mayBeStarting) {
      health.failed(failure)
      await wait.until((until) => pause(clock, Infinity, until))
      failures = 0
      return
    }
    await waitToTryAgain(failure, code === 'connection-cut' && lasted >= usualCutMilliseconds)
  }
  const run = async () => {
    while (!isOver()) {
      try {
        // Of two concurrent lists, the older could end last.
        await current.refresh
        if (!source.hasVersion()) await source.list({ isRefresh: false })
        current.watch = new AbortController()
        await source.watch(AbortSignal.any([signal, current.watch.signal]))
      } catch (error) {
        const cause = current.refreshError ?? error
        const { isReopening } = current
        current.refreshError = null
        current.watch = null
        current.isReopening = false
        if (!isOver() && !isReopening) await recover(cause)
      }
    }
    known.stop()
  }
  const retryNow = () => {
    if (!wait.isOn()) return
    deps.retrySignIn()
    wait.end()
  }
  health.listing()
  void run()
  const refresh = createRefresh(source, current)
  return {
    refresh: () => {
      if (current.watch === null || wait.isOn()) retryNow()
      else refresh()
    },
    retryNow,
  }
}

/** Whether a server that has just started may give such an answer and then another. */
const mayPass = (failure: Failure): boolean =>
  failure.code === 'forbidden' || (failure.code === 'unauthorized' && failure.expiredAt === '')

/** A plugin needs the network as well, which comes back some time after the computer has slept. */
const isOfPlugin = ({ code }: Failure): boolean => code === 'plugin-failed' || code === 'plugin-timeout'

/** The open watch, which a refresh can end, and a list alongside it. */
interface Current {
  watch: AbortController | null
  /** The watch was ended to be reopened. */
  isReopening: boolean
  refresh: Promise<void> | null
  refreshError: unknown
}

/** Lists alongside the open watch, one list at a time; if the list fails, ends the watch. */
function createRefresh(source: ListWatch, current: Current): () => void {
  return () => {
    current.refresh ??= source
      .list({ isRefresh: true })
      .then((isOlder) => {
        if (!isOlder || current.watch === null) return
        current.isReopening = true
        current.watch.abort()
      })
      .catch((error: unknown) => {
        current.refreshError = error
        source.forgetVersion()
        current.watch?.abort()
      })
      .finally(() => {
        current.refresh = null
      })
  }
}

/** One wait at a time, which a person can end early. */
function createWait(signal: AbortSignal) {
  let ending: AbortController | null = null
  return {
    isOn: () => ending !== null,
    end: () => ending?.abort(),
    until: async (wait: (until: AbortSignal) => Promise<void>): Promise<void> => {
      ending = new AbortController()
      await wait(AbortSignal.any([signal, ending.signal]))
      ending = null
    },
  }
}

/** How long a watch must last after this many failures to reset the backoff, in milliseconds. */
function enoughAfter(failures: number): number {
  const nextDelay = backoffDelay(failures + 1, () => 0.5)
  return Math.min(stableMilliseconds, Math.max(leastMilliseconds, 2 * nextDelay))
}

/** The same request, whose callbacks do nothing after its end. */
function silencedBy(request: InformerRequest): InformerRequest {
  const quiet =
    <A extends unknown[]>(call: (...about: A) => void) =>
    (...about: A) => {
      if (!request.signal.aborted) call(...about)
    }
  const { onRows, onRemoved, onListed, onHealth } = request
  return {
    ...request,
    onRows: quiet(onRows),
    onRemoved: quiet(onRemoved),
    onListed: quiet(onListed),
    onHealth: quiet(onHealth),
  }
}
