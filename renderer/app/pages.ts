import { windowKeys } from '../state/actions/window-keys.ts'
import type { IconName } from '../ui/icon-paths.ts'
import type { Keys } from '../ui/keyboard.ts'

/** One entry of the left menu. */
export interface Page {
  path: string
  icon: IconName
  title: string
  keys?: Keys
  /** It shows the content of a cluster. */
  needsCluster: boolean
}

/** Pages that belong to an entry of the left menu. The palette leads to them, too. */
export const innerPages: readonly Page[] = [
  { path: '/snapshots/history', icon: 'clock', title: 'Snapshots: History', needsCluster: false },
  { path: '/snapshots/compare', icon: 'compare', title: 'Snapshots: Compare', needsCluster: false },
]

/** The pages of the left menu in order. */
export const pages: readonly Page[] = [
  { path: '/credentials', icon: 'credential', title: 'Credentials', needsCluster: true },
  { path: '/secrets', icon: 'secret', title: 'Secrets', needsCluster: true },
  { path: '/snapshots', icon: 'snapshot', title: 'Snapshots', needsCluster: false },
  { path: '/activity', icon: 'activity', title: 'Activity', needsCluster: false },
  { path: '/settings', icon: 'settings', title: 'Settings', keys: windowKeys.settings, needsCluster: false },
]
