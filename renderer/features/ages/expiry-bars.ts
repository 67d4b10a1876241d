import type { Expiries, ExpiryBar, ExpiryClass } from '../../../shared/expiry.ts'
import { counted, grouped } from '../../../shared/number-text.ts'
import type { BarLook, ChartBar } from '../../ui/chart/bar-drawing.ts'

export const expiryLooks: Readonly<Record<ExpiryClass, BarLook>> = {
  expired: 'marked',
  soon: 'striped',
  later: 'plain',
  none: 'hollow',
}

const words: Readonly<Record<ExpiryClass, string>> = {
  expired: 'Expired',
  soon: 'Soon',
  later: 'Later',
  none: 'No date',
}

/**
 * A bar for what has expired, apart from those of days to come. Credentials without an expiry have none: there are
 * usually so many that the other bars would vanish.
 */
export function expiryBars({ bars, counts }: Expiries): ChartBar<ExpiryClass>[] {
  return [
    { ...barOf('expired', counts.expired, words.expired, '< 0'), isApart: true },
    ...bars.map((bar) => barOf(bar.class, bar.count, withinText(bar), String(bar.from))),
  ]
}

const barOf = (key: ExpiryClass, count: number, name: string, edge: string): ChartBar<ExpiryClass> => ({
  ...{ key, look: expiryLooks[key], count, name, edge },
  classWords: words[key],
  isApart: false,
})

/** `In less than 1 day`, `In 7 to 14 days`, `In 365 days or more`. */
export function withinText({ from, to }: Pick<ExpiryBar, 'from' | 'to'>): string {
  if (to === null) return `In ${counted(from, 'day')} or more`
  return from === 0 ? `In less than ${counted(to, 'day')}` : `In ${from} to ${counted(to, 'day')}`
}

/** `1 expired, 2 soon, 40 later, 7 without a date.` */
export const expiriesSummary = ({ counts }: Expiries): string =>
  `${grouped(counts.expired)} expired, ${grouped(counts.soon)} soon, ${grouped(counts.later)} later, ${grouped(counts.none)} without a date.`
