/** Longest timer in milliseconds. Node fires longer ones immediately. */
const longestTimer = 2 ** 31 - 1

/** The main process's source of time, so that a test can speed it up. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Calls `call` once after the given milliseconds. The returned function cancels it. */
  after: (milliseconds: number, call: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(longestTimer, milliseconds))
    return () => clearTimeout(timer)
  },
}

/**
 * Resolves after the given milliseconds (`Infinity`: never), or immediately, without an error, when the signal aborts.
 */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = milliseconds === Infinity ? () => {} : clock.after(milliseconds, done)
    signal.addEventListener('abort', done)
  })
}

/** Formats milliseconds since 1970 as ISO 8601 in UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
