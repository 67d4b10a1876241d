import type { VNode } from 'vue'
import type { ChangeKind } from '../../../shared/snapshot.ts'
import { changeNames } from '../../../shared/snapshot-text/comparison-text.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'
import type { IconName } from '../icon-paths.ts'

const icons: Readonly<Record<ChangeKind, IconName>> = {
  added: 'plus',
  removed: 'minus',
  changed: 'change',
  unchanged: 'check',
  unmatched: 'issue',
}
/** How a row changed between two lists: an icon, with a word for screen readers unless something next to it says it. */
export const ChangeMark = ({ change, isSaid = false }: { change: ChangeKind; isSaid?: boolean }): VNode =>
  h('span', { class: `change-mark is-${change}`, ...(isSaid ? {} : { title: changeNames[change] }) }, [
    AppIcon({ name: icons[change], size: 14 }),
    isSaid ? null : h('span', { class: 'visually-hidden' }, changeNames[change]),
  ])
ChangeMark.props = { change: String, isSaid: Boolean }
