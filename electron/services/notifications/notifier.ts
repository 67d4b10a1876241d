import type { NotificationTarget } from '../../../shared/contract/notifications.ts'
import type { LockableSetting } from '../../../shared/contract/settings.ts'
import type { NotificationText } from '../../../shared/notification-text.ts'
import type { SettingsStore } from '../settings/settings.ts'

/** The desktop's support for notifications. */
export interface NotifyingDesktop {
  /** Shows one. False if the system doesn't support them. `onClick` is called at most once. */
  notify: (text: NotificationText, onClick: () => void) => boolean
  isWindowFocused: () => boolean
  raiseWindow: () => void
}

/** The settings that turn kinds of notifications on and off. */
type NotificationSetting = Extract<LockableSetting, `notify${string}`>

export interface Notifier {
  /** Shows one if its kind is turned on. Returns whether it did. */
  tell: (kind: NotificationSetting, text: NotificationText, target: NotificationTarget) => boolean
  /** Does the same only while nobody looks at the window, which shows it too. */
  tellAway: Notifier['tell']
  /** The name of a context in notifications. */
  nameOf: (context: string) => string
}

interface Deps {
  desktop: NotifyingDesktop
  settings: Pick<SettingsStore, 'read'>
  onOpened: (target: NotificationTarget) => void
}

/** Shows system notifications if the settings and the site allow it. A click opens their target. */
export function createNotifier({ desktop, settings, onOpened }: Deps): Notifier {
  const tell: Notifier['tell'] = (kind, text, target) => {
    if (!settings.read()[kind]) return false
    return desktop.notify(text, () => {
      desktop.raiseWindow()
      onOpened(target)
    })
  }
  return {
    tell,
    tellAway: (...told) => !desktop.isWindowFocused() && tell(...told),
    nameOf: (context) => {
      // Clusters that share a name may have different labels. The context's own name is always right.
      const labels = settings.read().clusterMarks.filter((mark) => mark.context === context)
      return (labels.length === 1 ? labels[0]?.label : '') || context
    },
  }
}
