import type { Scope } from '../../../shared/credential.ts'
import type { IconName } from '../../ui/icon-paths.ts'
import type { Keys } from '../../ui/keyboard.ts'

/** The headings of the palette in order. */
export const paletteGroups = [
  'Recently used',
  'Actions',
  'Credentials',
  'Pages',
  'Clusters',
  'Settings',
] as const
export type PaletteGroup = (typeof paletteGroups)[number]

/** One entry of the palette. Its texts are as displayed, with invisible characters made visible. */
export interface PaletteItem {
  /** The same in every run, for recent entries. */
  id: string
  group: PaletteGroup
  title: string
  /** Shown after the title, and searched too. Empty for none. */
  hint: string
  /** The hint is a Kubernetes name. */
  isMono?: boolean
  icon: IconName
  /** The context that it opens, whose color replaces the icon, with its state at the right. */
  context?: string
  scope?: Scope
  keys?: Keys
  /** Why it can't be run now. Empty if it can. */
  unavailable: string
  run: () => void
}

/** The searched text of an item. */
export const searchedText = ({ title, hint }: Pick<PaletteItem, 'title' | 'hint'>): string =>
  hint === '' ? title : `${title} ${hint}`
