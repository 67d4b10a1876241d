import { keysText, type KeyPlatform } from '../../ui/keyboard.ts'
import type { MenuEntry } from '../../ui/menu-entry.ts'
import type { Action } from './action.ts'

/** Actions as menu entries, with their keys, or the reason if they can't be run. */
export function menuOf(actions: readonly Action[], platform: KeyPlatform): MenuEntry[] {
  return actions.map(({ id, icon, title, keys = [], detail = '', unavailable = '', isChecked }) => {
    const line = unavailable === '' ? detail : unavailable
    return {
      id,
      icon,
      label: title,
      isDisabled: unavailable !== '',
      ...(line === '' ? {} : { detail: line }),
      ...(keys[0] === undefined ? {} : { keys: keysText(platform, keys[0]) }),
      ...(isChecked === undefined ? {} : { isChecked }),
    }
  })
}
