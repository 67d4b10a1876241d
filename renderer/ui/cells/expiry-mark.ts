import type { VNode } from 'vue'
import { momentText } from '../../../shared/age.ts'
import { dateText } from '../../../shared/columns.ts'
import { expiryClass, expiryText } from '../../../shared/expiry.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'

interface ExpiryMarkProps {
  /** `null`: no expiry is known. */
  time: string | null
  /** Milliseconds since 1970. */
  asOf: number
  /** Within how many days an expiry is highlighted. */
  soonDays: number
}

/** When a credential expires, marked if soon or past. The tooltip has the exact time. */
export function ExpiryMark({ time, asOf, soonDays }: ExpiryMarkProps): VNode {
  const known = expiryClass(time, asOf, soonDays)
  if (time === null || known === 'none') return h('span', { class: 'expiry-mark' }, '')
  const date = dateText(time)
  const title = `${expiryText(time, asOf)}, ${momentText(time)}`
  const words = h('time', { datetime: time, title }, date)
  if (known === 'later') return h('span', { class: 'expiry-mark' }, [words])
  return h('span', { class: known === 'expired' ? 'expiry-mark is-expired' : 'expiry-mark is-soon' }, [
    AppIcon({ name: known === 'expired' ? 'error' : 'clock', size: 13 }),
    words,
    h('span', { class: 'visually-hidden' }, `, ${expiryText(time, asOf)}`),
  ])
}
ExpiryMark.props = ['time', 'asOf', 'soonDays']
