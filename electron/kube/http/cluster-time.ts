import { failed } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'

/** The cluster's time, from the `Date` header of its responses. */
export interface ClusterTime {
  /** Takes the raw header; ignores anything but a date. */
  heard: (date: string) => void
  /** Milliseconds since 1970 by the cluster's clock, or by this machine's clock if no response had a date. */
  now: () => number
  /** How far the cluster's clock is ahead of this machine's, in milliseconds; 0 if no response had a date. */
  ahead: () => number
  /** The failure for a wrong clock; `null` if the clocks agree. */
  failure: (server: string, of: 'certificate' | 'sign-in') => ExpectedError | null
}

/**
 * Smaller differences are common and explain no failure: kube-apiserver and most identity providers tolerate some
 * minutes.
 */
const usualDifference = 3 * 60_000

export function createClusterTime(clock: Clock): ClusterTime {
  /** How far the cluster's clock is ahead of this machine's. */
  let ahead = 0
  return {
    heard: (date) => {
      const there = Date.parse(date)
      if (!Number.isNaN(there)) ahead = there - clock.now()
    },
    now: () => clock.now() + ahead,
    ahead: () => ahead,
    failure: (server, of) => {
      if (Math.abs(ahead) <= usualDifference) return null
      const minutes = Math.round(Math.abs(ahead) / 60_000)
      return failed('clock-wrong', { server, minutes, direction: ahead > 0 ? 'behind' : 'ahead', of })
    },
  }
}
