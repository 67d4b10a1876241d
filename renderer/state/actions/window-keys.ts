import type { Keys } from '../../ui/keyboard.ts'

/** The keys of the window, on every page. */
export const windowKeys = {
  palette: 'Ctrl+K',
  keys: '?',
  clusters: 'Ctrl+Shift+K',
  openKubeconfig: 'Ctrl+O',
  openSnapshots: 'Ctrl+R',
  settings: 'Ctrl+,',
  refresh: 'F5',
} as const satisfies Record<string, Keys>

/** The keys that make the rows of all tables low, and high again. */
export const densityKeys: Keys = 'Ctrl+Shift+D'

/** The keys of one of the first nine contexts, counted from 1. */
export const contextKeys = (number: number): Keys => `Ctrl+${number}`
/** As many contexts have keys. */
export const mostContextKeys = 9
