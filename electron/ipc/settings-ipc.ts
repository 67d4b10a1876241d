import { settings as contract, Settings, type SettingsLocks } from '../../shared/contract/settings.ts'
import type { SettingsStore } from '../services/settings/settings.ts'
import type { Ipc } from './handle.ts'

/**
 * Serves the `settings` domain. The window sees only its own settings, not the saved window places. `onChange` is
 * called when the window has changed a setting.
 */
export function serveSettings(
  ipc: Ipc,
  store: SettingsStore,
  locks: SettingsLocks,
  onChange: () => void,
): void {
  const own = (stored: Settings) => Settings.parse(stored)
  ipc.implement('settings', contract, {
    read: () => own(store.read()),
    locks: () => locks,
    change: async (changes) => {
      try {
        return own(await store.change(dropUndefined(changes)))
      } finally {
        onChange()
      }
    },
  })
}

const dropUndefined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
