import { dateText } from './columns.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago a time was: `now`, `14 min`, `14 h`, `41 d`. Empty for text that isn't a time. */
export function ageText(time: string, now: number): string {
  const at = Date.parse(time)
  if (Number.isNaN(at)) return ''
  const age = now - at
  if (age < minute) return 'now'
  if (age < hour) return `${Math.floor(age / minute)} min`
  if (age < day) return `${Math.floor(age / hour)} h`
  return `${Math.floor(age / day)} d`
}

/** Hours and minutes in local time, `20:41`; with `seconds`, `20:41:07`. */
export function clockText(time: string | number, withSeconds = false): string {
  const date = new Date(time)
  const parts = [date.getHours(), date.getMinutes(), ...(withSeconds ? [date.getSeconds()] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** `27 Sep 2026, 14:03` in local time. Empty for text that isn't a time. */
export function momentText(time: string): string {
  const date = dateText(time)
  return date === '' ? '' : `${date}, ${clockText(time)}`
}

/** A time as part of a sentence: `at 20:41` on the same day, otherwise `on 27 Sep 2026 at 20:41`. */
export function whenText(time: string, now: number): string {
  const isToday = dateText(time) === dateText(new Date(now).toISOString())
  return isToday ? `at ${clockText(time)}` : `on ${dateText(time)} at ${clockText(time)}`
}

/** A span in milliseconds: `12 ms`, `1.2 s`, `38 s`, `4 min`, `2 h`, `3 d`. */
export function spanText(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < 1000) return `${Math.round(span)} ms`
  if (span < 10_000 && span % 1000 >= 100) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`
  if (span < minute) return `${Math.floor(span / 1000)} s`
  if (span < hour) return `${Math.floor(span / minute)} min`
  return span < day ? `${Math.floor(span / hour)} h` : `${Math.floor(span / day)} d`
}

/** Whole seconds up to a minute, then minutes, for durations that tick. */
export const tickText = (milliseconds: number): string =>
  spanText(Math.max(0, Math.floor(milliseconds / 1000)) * 1000).replace(/^0 ms$/, '0 s')
