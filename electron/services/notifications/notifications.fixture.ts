import type { NotificationTarget } from '../../../shared/contract/notifications.ts'
import { Settings } from '../../../shared/contract/settings.ts'
import type { NotificationText } from '../../../shared/notification-text.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Notifier } from './notifier.ts'

type Stored = ReturnType<SettingsStore['read']>

/** Settings in memory, as notifications read them. `chosen` holds their values. */
export function chosenSettings() {
  const chosen = { ...Settings.parse({}), toldExpiries: {} } as Stored
  return {
    chosen,
    read: () => chosen,
    change: (part: Partial<Stored>) => Promise.resolve(Object.assign(chosen, part)),
  }
}

/** A notifier that records its notifications. */
export function keptNotices({ isAway = true } = {}) {
  const told: { kind: string; text: NotificationText; target: NotificationTarget }[] = []
  const notifier: Notifier = {
    tell: (kind, text, target) => {
      told.push({ kind, text, target })
      return true
    },
    tellAway: (...notice) => isAway && notifier.tell(...notice),
    nameOf: (context) => context,
  }
  return { told, notifier, bodies: () => told.map(({ text }) => text.body) }
}
