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

/** The pages of the left menu in order. */
export const pages: readonly Page[] = [
  { path: '/credentials', icon: 'credential', title: 'Credentials', needsCluster: true },
  { path: '/secrets', icon: 'secret', title: 'Secrets', needsCluster: true },
  { path: '/snapshots', icon: 'snapshot', title: 'Snapshots', needsCluster: false },
  { path: '/activity', icon: 'activity', title: 'Activity', needsCluster: false },
  { path: '/settings', icon: 'settings', title: 'Settings', keys: windowKeys.settings, needsCluster: false },
]
