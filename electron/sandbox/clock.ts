/** Time as this folder uses it, so that a test can make it run faster. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Calls once after so many milliseconds; the returned function cancels that. */
  after: (milliseconds: number, call: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** The instant as the API writes it: RFC 3339 in UTC, in whole seconds. */
export function apiTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
