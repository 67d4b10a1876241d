import type { IconName } from '../../ui/icon-paths.ts'
import type { Keys } from '../../ui/keyboard.ts'

/** What an action is about: the headings of the list of keys, in their order. */
export const actionGroups = ['Row', 'Page', 'Pages', 'Clusters', 'Window'] as const
export type ActionGroup = (typeof actionGroups)[number]

/** One thing that can be done now. The palette, the list of keys, menus and shortcuts all read it. */
export interface Action {
  /** The same for the same action on every page, such as `download`. */
  id: string
  /** A verb with its object, as a menu shows it; `…` if it asks for more. */
  title: string
  group: ActionGroup
  icon: IconName
  /** The context that it opens: its colour is in place of the icon. */
  context?: string
  /** What runs it; the first keys are shown. */
  keys?: readonly Keys[]
  /** What it would do it to, such as `12 rows, 7 columns` or the name of a credential. */
  detail?: string
  /** Why it can't be run now, in a sentence; empty or absent if it can. */
  unavailable?: string
  /** Set for what is switched on and off: how it stands. */
  isChecked?: boolean
  run: () => void
}
