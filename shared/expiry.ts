import { counted, grouped } from './number-text.ts'
import { millisecondsOfADay, timeValue } from './known-times.ts'

/** Expiry of credentials, according to their annotation. */

export const expiryClasses = ['expired', 'soon', 'later', 'none'] as const
export type ExpiryClass = (typeof expiryClasses)[number]

/** The default number of days within which expiring credentials are reported. */
export const usualExpiryDays = 14
export const mostExpiryDays = 365

/** The expiry in a value: a JSON Web Token, a token of Amazon's registry, or a certificate. */
export interface ExpiryProposal {
  /** The data key, or the field, with that value. */
  key: string
  by: 'jwt' | 'ecr' | 'certificate'
  /** ISO 8601. */
  expiresAt: string
}

/** Classifies an expiry at a time, in milliseconds since 1970. `null` and invalid times: it is unknown. */
export function expiryClass(expiresAt: string | null, asOf: number, soonDays: number): ExpiryClass {
  const left = timeLeft(expiresAt, asOf)
  if (Number.isNaN(left)) return 'none'
  if (left <= 0) return 'expired'
  return left <= soonDays * millisecondsOfADay ? 'soon' : 'later'
}

/** Whether it has expired or will soon. */
export const isExpiring = (expiresAt: string | null, asOf: number, soonDays: number): boolean =>
  ['expired', 'soon'].includes(expiryClass(expiresAt, asOf, soonDays))

const timeLeft = (expiresAt: string | null, asOf: number): number => timeValue(expiresAt ?? '') - asOf

/** A class in words. `soonDays` is the number of days that count as soon. */
export function expiryClassText(expiry: ExpiryClass, soonDays: number): string {
  switch (expiry) {
    case 'expired':
      return 'Expired'
    case 'soon':
      return `Within ${counted(soonDays, 'day')}`
    case 'later':
      return 'Later'
    case 'none':
      return 'No date'
  }
}

/** `Expires in 14 days`, `Expires in 5 hours`, `Expired 3 days ago`. Empty if unknown. */
export function expiryText(expiresAt: string | null, asOf: number): string {
  const left = timeLeft(expiresAt, asOf)
  if (Number.isNaN(left)) return ''
  const span = spanWords(Math.abs(left))
  if (left <= 0) return span === '' ? 'Expired just now' : `Expired ${span} ago`
  return span === '' ? 'Expires in less than an hour' : `Expires in ${span}`
}

/** Whole days, or whole hours below two days. Empty for less than an hour. */
function spanWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  if (hours < 1) return ''
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')
}

/** How many credentials have expired, and how many will soon. */
export interface ExpiryCounts {
  expired: number
  soon: number
}

/** Counts them at a time in milliseconds since 1970. */
export function countExpiring(
  rows: Iterable<{ expiresAt: string | null }>,
  asOf: number,
  soonDays: number,
): ExpiryCounts {
  const counts = { expired: 0, soon: 0 }
  for (const { expiresAt } of rows) {
    const known = expiryClass(expiresAt, asOf, soonDays)
    if (known === 'expired' || known === 'soon') counts[known] += 1
  }
  return counts
}

/** `1 credential has expired, 3 expire within 14 days.` Empty if there are none. */
export function expiringText({ expired, soon }: ExpiryCounts, soonDays: number): string {
  const within = `within ${counted(soonDays, 'day')}`
  const have = expired === 1 ? 'has expired' : 'have expired'
  const expire = soon === 1 ? 'expires' : 'expire'
  if (expired > 0 && soon > 0)
    return `${counted(expired, 'credential')} ${have}, ${grouped(soon)} ${expire} ${within}.`
  if (expired > 0) return `${counted(expired, 'credential')} ${have}.`
  return soon > 0 ? `${counted(soon, 'credential')} ${expire} ${within}.` : ''
}

/** Whether a clock difference in milliseconds is reported. Answers take a moment and contain only whole seconds. */
export const clocksDiffer = (ahead: number): boolean => Math.abs(ahead) >= 60_000

/** Says that the cluster's clock is this many milliseconds ahead of this machine's. Empty if they agree. */
export function clocksText(ahead: number): string {
  if (!clocksDiffer(ahead)) return ''
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  const span = minutes < 120 ? counted(minutes, 'minute') : spanWords(Math.abs(ahead))
  return `By the cluster’s clock, which is ${span} ${ahead > 0 ? 'ahead of' : 'behind'} this computer’s.`
}

/** One bar in the chart of expiries, from `from` days up to but excluding `to`; `null` for the rest. */
export interface ExpiryBar {
  from: number
  to: number | null
  class: 'soon' | 'later'
  count: number
}

/** The data of the chart of expiries: what has expired, what will by days from now, and what has no date. */
export interface Expiries {
  bars: ExpiryBar[]
  counts: Record<ExpiryClass, number>
}

/** Exclusive upper bounds in days. The days of soon are added, so that each bar has one class. */
const usualSteps = [1, 7, 14, 30, 60, 90, 180, 365]

/** Counts times of expiry into bars. */
export function countExpiries(times: Iterable<string | null>, asOf: number, soonDays: number): Expiries {
  const ends = [...new Set([...usualSteps, soonDays])].sort((a, b) => a - b)
  const bars: ExpiryBar[] = [...ends, null].map((to, at) => {
    const from = at === 0 ? 0 : (ends[at - 1] ?? 0)
    return { from, to, class: from < soonDays ? 'soon' : 'later', count: 0 }
  })
  const counts: Expiries['counts'] = { expired: 0, soon: 0, later: 0, none: 0 }
  for (const time of times) {
    const known = expiryClass(time, asOf, soonDays)
    counts[known] += 1
    if (known === 'expired' || known === 'none') continue
    const days = timeLeft(time, asOf) / millisecondsOfADay
    // What expires at the last moment of soon still counts as soon.
    const bar = bars.find(
      ({ to, class: its }) => its === known && (to === null || days < to || to === soonDays),
    )
    if (bar !== undefined) bar.count += 1
  }
  return { bars, counts }
}
