import type { VNode } from 'vue'
import { ageText, momentText } from '../../../shared/age.ts'
import { h } from '../element.ts'
import { useMinute } from '../use-now.ts'

interface AgeTextProps {
  /** `null`: never. */
  time: string | null
  warnAfterDays?: number
  /** If never: since when it could have been. It is that old. */
  since?: string
  /** The time at which the age is computed, in milliseconds since 1970. Defaults to now. */
  asOf?: number
}

/** Never, and for how long. */
function never(since: string | undefined, from: number, isOld: boolean): VNode {
  if (since === undefined || Number.isNaN(Date.parse(since))) return h('span', { class: 'age-text' }, 'Never')
  return h(
    'span',
    {
      class: isOld ? 'age-text is-old' : 'age-text',
      title: `Never rotated. Created ${momentText(since)}${isOld ? ', overdue' : ''}`,
    },
    `Never, ${ageText(since, from)}`,
  )
}

/** How long ago something was. The tooltip has the exact time. */
export function AgeText({ time, warnAfterDays, since, asOf }: AgeTextProps): VNode {
  const from = asOf ?? useMinute().value
  const isOldSince = (then: string) =>
    warnAfterDays !== undefined && from - Date.parse(then) >= warnAfterDays * 86_400_000
  if (time === null) return never(since, from, since !== undefined && isOldSince(since))
  const isOld = isOldSince(time)
  const moment = momentText(time)
  return h(
    'time',
    {
      class: isOld ? 'age-text is-old' : 'age-text',
      datetime: time,
      title: isOld ? `Rotated ${moment}, overdue` : moment,
    },
    ageText(time, from),
  )
}
AgeText.props = ['time', 'warnAfterDays', 'since', 'asOf']
