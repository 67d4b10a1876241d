/**
 * Bounds of what a cluster's answers may make Credenza do. They are generous: no sound cluster comes near to them.
 */

/** Seconds that a server may ask to wait before it is asked again. */
export const longestRetryAfter = 3600

/** A number of seconds from outside, from 0 to an hour; `null` for what is no number. */
export function boundedSeconds(given: number): number | null {
  return Number.isNaN(given) ? null : Math.min(longestRetryAfter, Math.max(0, given))
}
