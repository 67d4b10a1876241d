import { serveNotifications } from '../ipc/notifications-ipc.ts'
import { createBadge } from '../services/notifications/badge.ts'
import { createExpiryNotices } from '../services/notifications/expiry-notices.ts'
import { createNotifier } from '../services/notifications/notifier.ts'
import { createRunNotices, type RunNotices } from '../services/notifications/run-notices.ts'
import { followSignIns } from '../services/notifications/sign-in-notices.ts'
import { createSnapshotNotices } from '../services/notifications/snapshot-notices.ts'
import type { Clusters, Ground } from './compose-clusters.ts'
import type { Platform } from './platform.ts'

interface Notices {
  /** Makes a run notify when it ends. */
  ofRuns: RunNotices
  /** Called after each attempt at a daily snapshot. */
  onSnapshots: ReturnType<typeof createSnapshotNotices>
  /** Call after the settings have changed. */
  applySettings: () => void
  stop: () => void
}

/** Builds and serves the system's notifications, and the badge. */
export function composeNotifications(
  { desktop }: Platform,
  { ipc, settings }: Ground,
  { clusters }: Clusters,
): Notices {
  const { tellOpened } = serveNotifications(ipc)
  const notifier = createNotifier({ desktop, settings, onOpened: tellOpened })
  const ending = new AbortController()
  const expiry = createExpiryNotices({ clusters, settings, notifier })
  expiry.start()
  const badge = createBadge({ clusters, settings, setBadge: desktop.setBadge })
  badge.start()
  followSignIns(clusters, notifier, ending.signal)
  return {
    ofRuns: createRunNotices(notifier),
    onSnapshots: createSnapshotNotices(notifier),
    applySettings: badge.applySettings,
    stop: () => {
      ending.abort()
      expiry.stop()
      badge.stop()
    },
  }
}
