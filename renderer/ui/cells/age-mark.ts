import type { VNode } from 'vue'
import { ageClass, type AgeLimits } from '../../../shared/rotation.ts'
import { ageWords } from '../../../shared/wording.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'

/** The age of a credential in days, marked if due or overdue. `null`: unknown. */
export function AgeMark({ days, limits }: { days: number | null; limits: AgeLimits }): VNode {
  if (days === null) return h('span', { class: 'age-mark is-unknown' }, ageWords.unknown)
  const known = ageClass(days, limits)
  const parts: (VNode | string)[] = [h('span', { class: 'days' }, `${days} d`), ' ']
  if (known === 'due')
    parts.push(h('span', { class: 'due' }, [AppIcon({ name: 'clock', size: 14 }), ageWords.due]))
  if (known === 'overdue')
    parts.push(h('span', { class: 'overdue' }, [AppIcon({ name: 'issue', size: 13 }), ageWords.overdue]))
  return h('span', { class: 'age-mark' }, parts)
}
