import type { Scope } from '../../../shared/credential.ts'
import type { IconName } from '../../ui/icon-paths.ts'
import type { Keys } from '../../ui/keyboard.ts'

/** The headings of the palette, in their order. */
export const paletteGroups = [
  'Recently used',
  'Actions',
  'Credentials',
  'Pages',
  'Clusters',
  'Settings',
] as const
export type PaletteGroup = (typeof paletteGroups)[number]

/** One entry of the palette. Texts are as they are shown: what can't be seen is written out. */
export interface PaletteItem {
  /** The same in every run, for what was used recently. */
  id: string
  group: PaletteGroup
  title: string
  /** What stands after the title; found, too. Empty for none. */
  hint: string
  /** The hint is a Kubernetes name. */
  isMono?: boolean
  icon: IconName
  /** The context that it opens: its colour is in place of the icon, and its state at the right. */
  context?: string
  scope?: Scope
  keys?: Keys
  /** Why it can't be run now; empty if it can. */
  unavailable: string
  run: () => void
}

/** What is searched of an item. */
export const searchedText = ({ title, hint }: Pick<PaletteItem, 'title' | 'hint'>): string =>
  hint === '' ? title : `${title} ${hint}`
