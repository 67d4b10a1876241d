import { dateText } from '../../../shared/columns.ts'

/** A date under an axis of time, at its place in pixels. */
export interface DateTick {
  at: number
  label: string
}

/** Least room between the middles of two labels, in pixels. */
const leastRoom = 46

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
  const taken: number[] = []
  for (const time of times) {
    const before = taken.at(-1)
    const isFree = before === undefined || placeOf(time) - placeOf(before) >= leastRoom
    if (isFree && (time === last || placeOf(last) - placeOf(time) >= leastRoom)) taken.push(time)
  }
  if (taken.at(-1) !== last) taken.push(last)
  let before = ''
  return taken.map((at, index) => {
    const isLast = index === taken.length - 1
    if (isLast && lastLabel !== undefined) return { at, label: lastLabel }
    const label = shortDate(at, before)
    before = dateText(new Date(at).toISOString())
    return { at, label }
  })
}

/** `23 Aug`, `30` in the month of the label before, `3 Jan 2027` in another year. */
function shortDate(time: number, before: string): string {
  const [day = '', month = '', year = ''] = dateText(new Date(time).toISOString()).split(' ')
  const [, monthBefore, yearBefore] = before.split(' ')
  if (before !== '' && year !== yearBefore) return `${day} ${month} ${year}`
  return month === monthBefore ? day : `${day} ${month}`
}
