import type { Clock } from '../../base/clock.ts'
import { pause } from '../../base/clock.ts'
import { backoffDelay } from '../../base/backoff.ts'

/**
 * Tracks whether the cluster responds at all. All lists of a connection share it, so that only one request at a time
 * goes to a dead cluster, and eventually only one per half minute.
 */
export interface CircuitBreaker {
  /** Call when the response headers arrived. */
  answered: () => void
  /** Call when a request got no response. */
  failed: () => void
  /** Call when the caller gave up a request. */
  abandoned: () => void
  isOpen: () => boolean
  /** End of the last outage, as the clock’s `elapsed`; `-Infinity` if there was none. */
  endedAt: () => number
  /**
   * Resolves when a request may be sent: immediately if there is no outage. Also resolves when the signal aborts. While
   * it waits, it calls `onWait` with the time of any caller's next request, in milliseconds since 1970.
   */
  admit: (signal: AbortSignal, onWait: (nextTryAt: number) => void) => Promise<void>
  /**
   * Pauses after a truncated response, which can be the first sign of an outage: probes the server once, and resolves
   * after `milliseconds`, when the signal aborts, or as soon as an outage begins.
   */
  pauseAfterCut: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Probes the server once; if it accepts no connection, that counts as a failed request. False without a probe. */
  isUnreachable: () => Promise<boolean>
}

/** Whether the server accepts connections again; sends no request. */
type Probe = () => Promise<boolean>

/** From 0 up to 1. */
type Random = () => number

/** Average time between two probes, in milliseconds. */
const probeMilliseconds = 1_500
/**
 * A server that accepts connections again should respond within this time; until then it gets a request every
 * `startingDelay`. If it accepts connections but never responds, it is a load balancer, and the usual delays apply.
 */
const startingMilliseconds = 20_000
const startingDelay = 2_000

/** Without a probe, only a request can detect that the cluster is back. */
export function createCircuitBreaker(clock: Clock, random: Random, probe: Probe | null): CircuitBreaker {
  let tries = 0
  let next = dueIn(0, clock)
  let isProbing = false
  let isPolling = false
  /** When the server first accepted a connection in this outage. */
  let openedAt: number | null = null
  let endedAt = -Infinity
  let looking: Promise<boolean> | null = null
  const pauses = createPauses(clock)
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const call of [...waiting]) call()
  }
  const change = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        waiting.delete(done)
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = isProbing ? () => {} : clock.after(Math.max(0, next.at - clock.elapsed()), done)
      signal.addEventListener('abort', done)
      waiting.add(done)
      void keepProbing()
    })
  /** Probes as long as anyone waits. */
  const keepProbing = async () => {
    if (probe === null || isPolling) return
    isPolling = true
    while (tries > 0 && openedAt === null && waiting.size > 0) {
      await new Promise<void>((resolve) => {
        clock.after(probeMilliseconds * (0.5 + random()), resolve)
      })
      if (isProbing || waiting.size === 0) continue
      if (!(await probe()) || tries === 0) continue
      openedAt = clock.elapsed()
      tries = 1
      next = dueIn(0, clock)
      wake()
    }
    isPolling = false
  }
  const delay = () => {
    const usual = backoffDelay(tries, random)
    const isStarting = openedAt !== null && clock.elapsed() - openedAt < startingMilliseconds
    return isStarting ? Math.min(usual, startingDelay) : usual
  }

  const failed = () => {
    // Of several requests that fail together, only the first counts.
    if (tries === 0 || isProbing) {
      tries += 1
      next = dueIn(delay(), clock)
    }
    isProbing = false
    pauses.end()
    wake()
  }
  const isUnreachable = async () => {
    if (probe === null) return false
    looking ??= probe().finally(() => (looking = null))
    const isThere = await looking
    if (!isThere) failed()
    return !isThere
  }

  return {
    answered: () => {
      if (tries > 0) endedAt = clock.elapsed()
      tries = 0
      openedAt = null
      isProbing = false
      wake()
    },
    failed,
    abandoned: () => {
      isProbing = false
      wake()
    },
    isOpen: () => tries > 0,
    endedAt: () => endedAt,
    admit: async (signal, onWait) => {
      while (tries > 0 && !signal.aborted) {
        onWait(next.shown)
        if (!isProbing && clock.elapsed() >= next.at) {
          isProbing = true
          return
        }
        await change(signal)
      }
    },
    pauseAfterCut: async (milliseconds, signal) => {
      if (tries > 0) return
      void isUnreachable()
      await pauses.pause(milliseconds, signal)
    },
    isUnreachable,
  }
}

/** When a request is due: as the clock’s `elapsed`, and in milliseconds since 1970 to show it. */
const dueIn = (milliseconds: number, clock: Clock) => ({
  at: clock.elapsed() + milliseconds,
  shown: clock.now() + milliseconds,
})

/** Pauses that can all be ended early. */
function createPauses(clock: Clock) {
  const ends = new Set<() => void>()
  return {
    end: () => {
      for (const call of [...ends]) call()
    },
    pause: async (milliseconds: number, signal: AbortSignal): Promise<void> => {
      const ending = new AbortController()
      const end = () => ending.abort()
      ends.add(end)
      await pause(clock, milliseconds, AbortSignal.any([signal, ending.signal]))
      ends.delete(end)
    },
  }
}
