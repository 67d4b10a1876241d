import { dateText } from '../../../shared/columns.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The local day of a time: `Today`, `Yesterday`, a day of the last week, or its date. */
export function dayText(time: string, now: number): string {
  const at = new Date(time)
  const ago = daysBetween(at, new Date(now))
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  return ago > 1 && ago < 7 ? (weekdays[at.getDay()] ?? '') : dateText(time)
}

/** By the calendar, so that a day with 23 hours counts as one. */
const daysBetween = (from: Date, to: Date): number =>
  Math.round((noonOf(to) - noonOf(from)) / (24 * 60 * 60_000))
const noonOf = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12)
