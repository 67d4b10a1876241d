import type { Clock } from '../../base/clock.ts'
import { pause } from '../../base/clock.ts'
import { backoffDelay } from '../../base/backoff.ts'

/**
 * Whether the cluster answers at all. All lists of a connection share it, so that a dead cluster is asked by one of
 * them at a time, and soon only once in half a minute.
 */
export interface CircuitBreaker {
  /** The head of an answer arrived. */
  answered: () => void
  /** A request got no answer. */
  failed: () => void
  /** A request was given up by its caller. */
  abandoned: () => void
  isOpen: () => boolean
  /** When the last outage ended, in milliseconds since 1970; `-Infinity` if there was none. */
  endedAt: () => number
  /**
   * Resolves when a request may be sent: at once while there is no outage. Also resolves when the signal aborts. While
   * it waits, `onWait` gets the time of the next request of any caller, in milliseconds since 1970.
   */
  admit: (signal: AbortSignal, onWait: (nextTryAt: number) => void) => Promise<void>
  /**
   * Waits after an answer that broke off, which may be the first sign of an outage: probes the server once, and
   * resolves after `milliseconds`, when the signal aborts, or as soon as there is an outage.
   */
  pauseAfterCut: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** Whether the server takes connections again; asks nothing of it. */
export type Probe = () => Promise<boolean>

/** From 0 up to 1. */
type Random = () => number

/** Average time between two probes, in milliseconds. */
const probeMilliseconds = 1_500
/**
 * A server that takes connections again answers within this time, and is asked every `startingDelay` until then. If it
 * takes connections and never answers, it is a load balancer: it is asked with the usual delays from then on.
 */
const startingMilliseconds = 20_000
const startingDelay = 2_000

/** Without a probe, only a request can find out that the cluster is back. */
export function createCircuitBreaker(clock: Clock, random: Random, probe: Probe | null): CircuitBreaker {
  let tries = 0
  let nextAt = 0
  let isProbing = false
  let isPolling = false
  /** When the server was first found to take connections in this outage. */
  let openedAt: number | null = null
  let endedAt = -Infinity
  let isLooking = false
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
      const cancel = isProbing ? () => {} : clock.after(Math.max(0, nextAt - clock.now()), done)
      signal.addEventListener('abort', done)
      waiting.add(done)
      void keepProbing()
    })
  /** As long as someone waits. */
  const keepProbing = async () => {
    if (probe === null || isPolling) return
    isPolling = true
    while (tries > 0 && openedAt === null && waiting.size > 0) {
      await new Promise<void>((resolve) => {
        clock.after(probeMilliseconds * (0.5 + random()), resolve)
      })
      if (isProbing || waiting.size === 0) continue
      if (!(await probe()) || tries === 0) continue
      openedAt = clock.now()
      tries = 1
      nextAt = openedAt
      wake()
    }
    isPolling = false
  }
  const delay = () => {
    const usual = backoffDelay(tries, random)
    const isStarting = openedAt !== null && clock.now() - openedAt < startingMilliseconds
    return isStarting ? Math.min(usual, startingDelay) : usual
  }

  const begin = () => {
    tries = 1
    nextAt = clock.now() + delay()
    pauses.end()
  }
  const look = async () => {
    if (probe === null || isLooking || tries > 0) return
    isLooking = true
    const isThere = await probe()
    isLooking = false
    if (!isThere && tries === 0) begin()
  }

  return {
    answered: () => {
      if (tries > 0) endedAt = clock.now()
      tries = 0
      openedAt = null
      isProbing = false
      wake()
    },
    failed: () => {
      // Only the first of several requests that fail together counts.
      if (tries === 0) begin()
      else if (isProbing) {
        tries += 1
        nextAt = clock.now() + delay()
      }
      isProbing = false
      wake()
    },
    abandoned: () => {
      isProbing = false
      wake()
    },
    isOpen: () => tries > 0,
    endedAt: () => endedAt,
    admit: async (signal, onWait) => {
      while (tries > 0 && !signal.aborted) {
        onWait(nextAt)
        if (!isProbing && clock.now() >= nextAt) {
          isProbing = true
          return
        }
        await change(signal)
      }
    },
    pauseAfterCut: async (milliseconds, signal) => {
      if (tries > 0) return
      void look()
      await pauses.pause(milliseconds, signal)
    },
  }
}

/** Pauses that end all at once, each before its time. */
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
