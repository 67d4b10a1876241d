import { dateText } from '../../../shared/columns.ts'

/** A date under an axis of time, at its place in pixels. */
export interface DateTick {
  at: number
  label: string
}

/** Least room between two labels, and about the width of a letter, in pixels. */
const gap = 14
const letter = 6
const halfOf = (label: string) => (label.length * letter) / 2

/**
 * Labels for some of these times (oldest first), none of which touches another: the first and the last, and of
 * those between as many as fit. A month, or a year, is only said where it is another than in the label before.
 * `lastLabel` stands under the last one in place of its date.
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

/** `23 Aug`, `30` in the month of the label before, `3 Jan 2027` in another year. */
function shortDate(time: number, before: string): string {
  const [day = '', month = '', year = ''] = dateOf(time).split(' ')
  const [, monthBefore, yearBefore] = before.split(' ')
  if (before !== '' && year !== yearBefore) return `${day} ${month} ${year}`
  return month === monthBefore ? day : `${day} ${month}`
}
