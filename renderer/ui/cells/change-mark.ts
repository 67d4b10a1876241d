import type { VNode } from 'vue'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'
import type { IconName } from '../icon-paths.ts'

type Change = 'added' | 'removed' | 'changed' | 'unchanged' | 'unmatched'

const icons: Readonly<Record<Change, IconName>> = {
  added: 'plus',
  removed: 'minus',
  changed: 'change',
  unchanged: 'check',
  unmatched: 'issue',
}
const words: Readonly<Record<Change, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  unchanged: 'Unchanged',
  unmatched: 'Not matched',
}

/** What became of a row between two lists: an icon with its word for who can't see it. */
export const ChangeMark = ({ change }: { change: Change }): VNode =>
  h('span', { class: `change-mark is-${change}`, title: words[change] }, [
    AppIcon({ name: icons[change], size: 14 }),
    h('span', { class: 'visually-hidden' }, words[change]),
  ])
ChangeMark.props = ['change']
