import { dateText } from '../../../shared/columns.ts'

/** A date below a time axis, with its position in pixels. */
interface DateTick {
  at: number
  label: string
}

/** Minimum space between two labels, and the approximate width of a letter, in pixels. */
const gap = 14
const letter = 6
const halfOf = (label: string) => (label.length * letter) / 2

/**
 * Labels for some of these times (oldest first) without overlaps: the first and the last, and as many as fit between.
 * Month and year are only shown if they differ from the previous label. `lastLabel` replaces the last date.
 */
export function dateTicks(
  times: readonly number[],
  placeOf: (time: number) => number,
  lastLabel?: string,
): DateTick[] {
  const last = times.at(-1)
  if (last === undefined) return []
  const before = (ticks: readonly DateTick[]) => dateOf(ticks.at(-1)?.at)
  const fits = (tick: DateTick, next: DateTick) =>
    placeOf(next.at) - placeOf(tick.at) >= halfOf(tick.label) + gap + halfOf(next.label)
  const ticks: DateTick[] = []
  for (const at of times.slice(0, -1)) {
    const tick = { at, label: shortDate(at, before(ticks)) }
    const left = ticks.at(-1)
    if (left === undefined || fits(left, tick)) ticks.push(tick)
  }
  const lastOf = (): DateTick => ({ at: last, label: lastLabel ?? shortDate(last, before(ticks)) })
  for (let left = ticks.at(-1); left !== undefined && !fits(left, lastOf()); left = ticks.at(-1)) ticks.pop()
  return [...ticks, lastOf()]
}

const dateOf = (time: number | undefined): string =>
  time === undefined ? '' : dateText(new Date(time).toISOString())

/** `23 Aug`, `30` in the previous label's month, `3 Jan 2027` in another year. */
function shortDate(time: number, before: string): string {
  const [day = '', month = '', year = ''] = dateOf(time).split(' ')
  const [, monthBefore, yearBefore] = before.split(' ')
  if (before !== '' && year !== yearBefore) return `${day} ${month} ${year}`
  return month === monthBefore ? day : `${day} ${month}`
}
