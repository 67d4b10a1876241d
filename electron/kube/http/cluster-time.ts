import { failed } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'

/** What time it is in the cluster, from the `Date` of its answers. */
export interface ClusterTime {
  /** Takes the header as it came; anything but a date is dropped. */
  heard: (date: string) => void
  /** Milliseconds since 1970 by the cluster's clock; by this machine's, where the cluster has not told. */
  now: () => number
  /** By how many milliseconds the cluster's clock is ahead of this machine's; 0 where the cluster has not told. */
  ahead: () => number
  /** The failure that tells of a wrong clock; `null` if the clocks go alike. */
  failure: (server: string, of: 'certificate' | 'sign-in') => ExpectedError | null
}

/** Less is usual, and explains nothing: kube-apiserver and most identity providers allow for some minutes. */
const usualDifference = 3 * 60_000

export function createClusterTime(clock: Clock): ClusterTime {
  /** By how much the cluster's clock is ahead of this machine's. */
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
