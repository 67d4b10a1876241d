import type { Clock } from './clock.ts'
import { delayAfter } from './delay.ts'

/**
 * Whether the cluster answers at all. All lists of a connection share it, so that a dead cluster is asked by one of
 * them at a time, and soon only once in half a minute.
 */
export interface Outage {
  /** The head of an answer arrived. */
  answered: () => void
  /** A request got no answer. */
  failed: () => void
  /** A request was given up by its caller. */
  left: () => void
  isOut: () => boolean
  /**
   * Resolves when a request may be sent: at once while there is no outage. Also when the signal aborts. While it
   * waits it tells when the next request goes out, whoever sends it, in milliseconds since 1970.
   */
  turn: (signal: AbortSignal, onWait: (nextTryAt: number) => void) => Promise<void>
}

export function createOutage(clock: Clock, random: () => number): Outage {
  let tries = 0
  let nextAt = 0
  let isProbing = false
  let waiting: (() => void)[] = []
  const wake = () => {
    const woken = waiting
    waiting = []
    for (const call of woken) call()
  }
  const change = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = isProbing ? () => {} : clock.after(Math.max(0, nextAt - clock.now()), done)
      signal.addEventListener('abort', done)
      waiting.push(done)
    })

  return {
    answered: () => {
      tries = 0
      isProbing = false
      wake()
    },
    failed: () => {
      // Of requests that fail together only the first one counts.
      if (tries === 0 || isProbing) {
        tries += 1
        nextAt = clock.now() + delayAfter(tries, random)
      }
      isProbing = false
      wake()
    },
    left: () => {
      isProbing = false
      wake()
    },
    isOut: () => tries > 0,
    turn: async (signal, onWait) => {
      while (tries > 0 && !signal.aborted) {
        onWait(nextAt)
        if (!isProbing && clock.now() >= nextAt) {
          isProbing = true
          return
        }
        await change(signal)
      }
    },
  }
}
