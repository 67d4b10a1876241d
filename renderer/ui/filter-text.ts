import type { Filter } from '../../shared/contract/filters.ts'
import { counted } from '../../shared/number-text.ts'
import type { FilterOption } from './filter-option.ts'

/** What the days of a filter count: since something happened, until it will, or an age. */
export type DaysOf = 'past' | 'future' | 'age'

const days = (count: number) => counted(count, 'day')

/** The days of a filter in words, such as `over 90 days ago`. Empty for none. */
export function filterDaysText(
  { over, within }: Pick<Filter<string>, 'over' | 'within'>,
  of: DaysOf,
): string {
  if (over === null && within === null) return ''
  if (over !== null && within !== null) {
    const both = `${over} to ${days(within)}`
    return of === 'past' ? `${both} ago` : of === 'future' ? `in ${both}` : both
  }
  if (over !== null) {
    const more = `over ${days(over)}`
    return of === 'past' ? `${more} ago` : of === 'future' ? `in ${more}` : more
  }
  const most = days(within ?? 0)
  return of === 'past' ? `in the last ${most}` : of === 'future' ? `within ${most}` : `up to ${most}`
}

/** How many choices are named. The rest is counted. */
const mostNamed = 3

/** A filter in words, as the chip shows it after its title: `not Docker registry or Access key`. */
export function filterText(
  { keys, isNot, over, within }: Filter<string>,
  options: readonly FilterOption<unknown>[],
  of: DaysOf | null,
): string {
  const labels = keys.map((key) => options.find((option) => option.key === key)?.label ?? key)
  const named = labels.length > mostNamed ? [`${labels.length} chosen`] : labels.map(shortLabel)
  const inDays = of === null ? '' : filterDaysText({ over, within }, of)
  const all = [...named, ...(inDays === '' ? [] : [inDays])].join(' or ')
  return isNot && all !== '' ? `not ${all}` : all
}

/** The kind of a scope isn't repeated, since the title contains it. */
const shortLabel = (label: string): string => label.replace(/^(?:Project|Department): /, '')
