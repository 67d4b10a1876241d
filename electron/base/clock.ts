/** Milliseconds of a timer: Node fires at once for more. */
const longestTimer = 2 ** 31 - 1

/** Time as the main process uses it, so that a test can make it run faster. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Calls once after the given milliseconds. The returned function cancels that. */
  after: (milliseconds: number, call: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(longestTimer, milliseconds))
    return () => clearTimeout(timer)
  },
}

/** Resolves after the given milliseconds, `Infinity` for never. Resolves at once, without an error, when the signal aborts. */
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

/** The instant in ISO 8601, UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
