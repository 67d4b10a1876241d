import type { Keys } from '../../ui/keyboard.ts'

/** The window's keys, on every page. */
export const windowKeys = {
  palette: 'Ctrl+K',
  keys: '?',
  clusters: 'Ctrl+Shift+K',
  openKubeconfig: 'Ctrl+O',
  openSnapshots: 'Ctrl+R',
  settings: 'Ctrl+,',
  refresh: 'F5',
} as const satisfies Record<string, Keys>

/** The keys that toggle between compact and comfortable rows. */
export const densityKeys: Keys = 'Ctrl+Shift+D'

/** The key of one of the first nine contexts, counted from 1. */
export const contextKeys = (number: number): Keys => `Ctrl+${number}`
/** How many contexts have keys. */
export const mostContextKeys = 9
