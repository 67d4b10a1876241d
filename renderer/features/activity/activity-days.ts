import { dateText } from '../../../shared/columns.ts'
import type { ActivityWrite } from '../../../shared/activity-writes.ts'

/** The writes of one day of this machine's calendar, the newest first. */
export interface ActivityDay {
  date: string
  /** `Today`, `Yesterday`, a day of the last week, or empty. */
  word: string
  writes: ActivityWrite[]
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Groups writes by the day on which they began; they come the newest first. */
export function writesByDay(writes: readonly ActivityWrite[], now: number): ActivityDay[] {
  const days: ActivityDay[] = []
  for (const write of writes) {
    const { time } = write.begun
    const date = dateText(time)
    if (days.at(-1)?.date !== date) days.push({ date, word: wordOf(time, now), writes: [] })
    days.at(-1)?.writes.push(write)
  }
  return days
}

function wordOf(time: string, now: number): string {
  const at = new Date(time)
  const ago = daysBetween(at, new Date(now))
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  return ago > 1 && ago < 7 ? (weekdays[at.getDay()] ?? '') : ''
}

/** By the calendar: a day that has 23 hours is one. */
const daysBetween = (from: Date, to: Date): number =>
  Math.round((noonOf(to) - noonOf(from)) / (24 * 60 * 60_000))
const noonOf = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12)
