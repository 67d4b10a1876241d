import type { AgeBar, AgeClass, Ages } from '../../../shared/rotation.ts'
import { grouped } from '../../../shared/number-text.ts'
import { ageWords } from '../../../shared/wording.ts'
import type { BarLook, ChartBar } from '../../ui/chart/bar-drawing.ts'

export const ageLooks: Readonly<Record<AgeClass, BarLook>> = {
  fresh: 'plain',
  due: 'striped',
  overdue: 'marked',
  unknown: 'hollow',
}

/** The bars of days, and one for unknown ages if there are any. */
export function ageBars(ages: Ages): ChartBar<AgeClass>[] {
  const bars = ages.bars.map((bar) => barOf(bar.class, bar.count, daysText(bar), String(bar.from)))
  return ages.unknown > 0
    ? [...bars, { ...barOf('unknown', ages.unknown, 'Age unknown', '?'), isApart: true }]
    : bars
}

const barOf = (key: AgeClass, count: number, name: string, edge: string): ChartBar<AgeClass> => ({
  ...{ key, look: ageLooks[key], count, name, edge },
  classWords: ageWords[key],
  isApart: false,
})

/** `0 to 6 days`, `1 day`, `730 days or more`. */
export function daysText({ from, to }: Pick<AgeBar, 'from' | 'to'>): string {
  if (to === null) return `${from} days or more`
  if (to - from === 1) return from === 1 ? '1 day' : `${from} days`
  return `${from} to ${to - 1} days`
}

/** `2 fresh, 1 due, 2 overdue.` */
export function agesSummary({ counts }: Ages): string {
  const parts = [
    `${grouped(counts.fresh)} fresh`,
    `${grouped(counts.due)} due`,
    `${grouped(counts.overdue)} overdue`,
    ...(counts.unknown > 0 ? [`${grouped(counts.unknown)} of unknown age`] : []),
  ]
  return `${parts.join(', ')}.`
}
