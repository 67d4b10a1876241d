import type { IconName } from '../../ui/icon-paths.ts'
import type { Keys } from '../../ui/keyboard.ts'

/** What an action is about: the headings in the list of keys, in order. */
export const actionGroups = ['Row', 'Page', 'Pages', 'Clusters', 'Window'] as const
export type ActionGroup = (typeof actionGroups)[number]

/** An action that is available now. The palette, the list of keys, menus and shortcuts all use it. */
export interface Action {
  /** The same for the same action on all pages, such as `download`. */
  id: string
  /** A verb with its object, as in a menu. Ends with `…` if it asks for more. */
  title: string
  group: ActionGroup
  icon: IconName
  /** The context that it opens, whose color replaces the icon. */
  context?: string
  /** Its shortcuts. The first one is displayed. */
  keys?: readonly Keys[]
  /** What it applies to, such as `12 rows, 7 columns` or the name of a credential. */
  detail?: string
  /** Why it can't be run now, in a sentence. Empty or absent if it can. */
  unavailable?: string
  /** The state of a toggle. Absent for other actions. */
  isChecked?: boolean
  run: () => void
}
