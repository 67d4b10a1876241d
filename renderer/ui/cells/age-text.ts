import type { VNode } from 'vue'
import { ageText, momentText } from '../../../shared/age.ts'
import { h } from '../element.ts'
import { useMinute } from '../use-now.ts'

interface AgeTextProps {
  /** `null`: never. */
  time: string | null
  warnAfterDays?: number
  /** Where it never was: since when it could have been. It is as old as that. */
  since?: string
  /** The time from which it is counted, in milliseconds since 1970; now if none is given. */
  asOf?: number
}

/** Never, and for how long that is. */
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

/** How long ago something was. The exact time is in the tooltip. */
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
