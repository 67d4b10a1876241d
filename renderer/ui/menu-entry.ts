import type { IconName } from './icon-paths.ts'

/** One entry of a menu. */
export interface MenuEntry {
  id: string
  /** Entries of one group follow each other, apart from the others; its heading, or '' for a group without one. */
  group?: string
  /** It begins its own group, without a heading. */
  isApart?: boolean
  icon: IconName
  label: string
  /** What kubectl would print, within the label, and how the label goes on after it. */
  code?: string
  labelEnd?: string
  /** A second line: what it would do, or why it can't be done. */
  detail?: string
  keys?: string
  isDisabled?: boolean
  /** Set for what is switched on and off: how it stands. */
  isChecked?: boolean
}
