import type { IconName } from './icon-paths.ts'

/** One entry of a menu. */
export interface MenuEntry {
  id: string
  /** Entries of a group are adjacent and separated from others. Its heading, or '' for a group without one. */
  group?: string
  /** It starts a new group without a heading. */
  isApart?: boolean
  icon: IconName
  label: string
  /** Monospace text within the label, and how the label continues after it. */
  code?: string
  labelEnd?: string
  /** A second line: what it would do, or why it is disabled. */
  detail?: string
  keys?: string
  isDisabled?: boolean
  /** The state of a toggle. Absent for other entries. */
  isChecked?: boolean
}
