/** Longest timer in milliseconds. Node fires longer ones immediately. */
const longestTimer = 2 ** 31 - 1

/** The main process's source of time, so that a test can speed it up. */
export interface Clock {
  /** Milliseconds since 1970. Jumps when someone sets the computer’s clock. */
  now: () => number
  /** Milliseconds since some moment. Never jumps, so it measures how long something takes. */
  elapsed: () => number
  /** Calls `call` once after the given milliseconds. The returned function cancels it. */
  after: (milliseconds: number, call: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
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
