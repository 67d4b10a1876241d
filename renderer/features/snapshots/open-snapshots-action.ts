import type { Action } from '../../state/actions/action.ts'
import type { Keys } from '../../ui/keyboard.ts'

export const openSnapshotsKeys: Keys = 'Ctrl+R'

/** Opens exported CSVs; the keys belong to the pages of snapshots and to the window without a cluster. */
export const openSnapshotsAction = (run: () => void): Action => ({
  id: 'open-snapshots',
  title: 'Open CSV…',
  group: 'Page',
  icon: 'snapshot',
  keys: [openSnapshotsKeys],
  run,
})
