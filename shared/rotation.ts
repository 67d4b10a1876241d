import { millisecondsOfADay, timeValue } from './known-times.ts'

/**
 * The age of a credential: the days since its last rotation, or since its creation if it was never rotated. The user
 * sets the limits.
 */

/** From how many whole days a credential is due for rotation, and overdue. `due` is less than `overdue`. */
export interface AgeLimits {
  due: number
  overdue: number
}

export const usualAgeLimits: AgeLimits = { due: 90, overdue: 180 }
/** Maximum limit, in days. */
export const mostAgeDays = 3650

export const ageClasses = ['fresh', 'due', 'overdue', 'unknown'] as const
export type AgeClass = (typeof ageClasses)[number]

/** What ages depend on: the current time in milliseconds since 1970, and the limits. */
export interface AgeBasis {
  asOf: number
  limits: AgeLimits
}

/** Whole days between a credential's last rotation, or creation, and `asOf`. `null` if no time is known. */
export function ageInDays(
  times: { createdAt: string; rotatedAt: string | null },
  asOf: number,
): number | null {
  const since = ageSince(times)
  if (Number.isNaN(since)) return null
  // The cluster's clock may be slightly ahead.
  return Math.max(0, Math.floor((asOf - since) / millisecondsOfADay))
}

/** When an age starts, in milliseconds since 1970. NaN if no time is known. */
export function ageSince({ createdAt, rotatedAt }: { createdAt: string; rotatedAt: string | null }): number {
  return timeValue(rotatedAt === null || rotatedAt === '' ? createdAt : rotatedAt)
}

/** The class of an age under the limits. */
export function ageClass(days: number | null, limits: AgeLimits): AgeClass {
  if (days === null) return 'unknown'
  if (days >= limits.overdue) return 'overdue'
  return days >= limits.due ? 'due' : 'fresh'
}

/** One bar in the chart of ages, from `from` days up to but excluding `to`; `null` for the rest. */
export interface AgeBar {
  from: number
  to: number | null
  class: Exclude<AgeClass, 'unknown'>
  count: number
}

/** The data of the chart of ages. */
export interface Ages {
  bars: AgeBar[]
  /** Rows without a known time. */
  unknown: number
  counts: Record<AgeClass, number>
}

/** Exclusive upper bounds in days. The limits are added, so that each bar has one class. */
const usualSteps = [7, 30, 60, 90, 120, 180, 270, 365, 545, 730]

/** Counts ages into bars. */
export function countAges(ages: Iterable<number | null>, limits: AgeLimits): Ages {
  const ends = [...new Set([...usualSteps, limits.due, limits.overdue])].sort((a, b) => a - b)
  const bars: AgeBar[] = [...ends, null].map((to, at) => {
    const from = at === 0 ? 0 : (ends[at - 1] ?? 0)
    return { from, to, class: ageClass(from, limits) as AgeBar['class'], count: 0 }
  })
  const counts: Ages['counts'] = { fresh: 0, due: 0, overdue: 0, unknown: 0 }
  for (const days of ages) {
    counts[ageClass(days, limits)] += 1
    const bar = days === null ? undefined : bars.find(({ to }) => to === null || days < to)
    if (bar !== undefined) bar.count += 1
  }
  return { bars, unknown: counts.unknown, counts }
}
