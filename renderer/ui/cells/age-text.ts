import type { VNode } from 'vue'
import { ageText, momentText } from '../../../shared/age.ts'
import { counted } from '../../../shared/number-text.ts'
import { h } from '../element.ts'
import { useMinute } from '../use-now.ts'

interface AgeTextProps {
  /** `null`: never. */
  time: string | null
  warnAfterDays?: number
  /** The time from which it is counted, in milliseconds since 1970; now where none is given. */
  asOf?: number
}

/** How long ago something was. The exact time stands in the tooltip. */
export function AgeText({ time, warnAfterDays, asOf }: AgeTextProps): VNode {
  if (time === null) return h('span', { class: 'age-text' }, 'Never')
  const from = asOf ?? useMinute().value
  const isOld = warnAfterDays !== undefined && from - Date.parse(time) >= warnAfterDays * 86_400_000
  const moment = momentText(time)
  return h(
    'time',
    {
      class: isOld ? 'age-text is-old' : 'age-text',
      datetime: time,
      title: isOld ? `${moment}: ${counted(warnAfterDays, 'day')} ago or more` : moment,
    },
    ageText(time, from),
  )
}
AgeText.props = ['time', 'warnAfterDays', 'asOf']
