import type { NotificationTarget } from '../../../shared/contract/notifications.ts'
import type { LockableSetting } from '../../../shared/contract/settings.ts'
import type { NotificationText } from '../../../shared/notification-text.ts'
import type { SettingsStore } from '../settings/settings.ts'

/** What the desktop does for notifications. */
export interface NotifyingDesktop {
  /** Shows one; false if the system has none. `onClick` is called at most once. */
  notify: (text: NotificationText, onClick: () => void) => boolean
  isWindowFocused: () => boolean
  raiseWindow: () => void
}

/** The settings that switch the kinds of notifications on and off. */
export type NotificationSetting = Extract<LockableSetting, `notify${string}`>

export interface Notifier {
  /** Shows one where its kind is switched on; returns whether it did. */
  tell: (kind: NotificationSetting, text: NotificationText, target: NotificationTarget) => boolean
  /** The same, if no one looks at the window, which tells it too. */
  tellAway: Notifier['tell']
  /** What a context is called in a notification. */
  nameOf: (context: string) => string
}

interface Deps {
  desktop: NotifyingDesktop
  settings: Pick<SettingsStore, 'read'>
  onOpened: (target: NotificationTarget) => void
}

/** Shows notifications of the system, as far as the settings and the site allow; a click leads to what they tell of. */
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
      // Two clusters that share the name may have other labels; the context's own name is always right.
      const labels = settings.read().clusterMarks.filter((mark) => mark.context === context)
      return (labels.length === 1 ? labels[0]?.label : '') || context
    },
  }
}
