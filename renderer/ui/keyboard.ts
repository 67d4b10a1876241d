import { onBeforeUnmount, onMounted } from 'vue'

/** A shortcut: `key` as the browser names it, with Ctrl (or ⌘) where `isControl`. */
export interface Shortcut {
  key: string
  isControl?: boolean
  run: () => void
}

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type))

/** The shortcut that a key press means, `null` for none; plain letters stay with text fields. */
export function shortcutFor<S extends Shortcut>(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  isTyping: boolean,
  shortcuts: readonly S[],
): S | null {
  if (event.altKey) return null
  const isControl = event.ctrlKey || event.metaKey
  const found = shortcuts.find((shortcut) => {
    if (shortcut.key !== event.key || (shortcut.isControl ?? false) !== isControl) return false
    return isControl ? !event.shiftKey : !isTyping || event.key.startsWith('F')
  })
  return found ?? null
}

/** What stands behind an open dialog does not answer: whether one is open. */
export const isBehindDialog = (): boolean => document.querySelector('[aria-modal=true]') !== null

/** Listens for shortcuts while the component is there. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const onKeydown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isBehindDialog()) return
    const shortcut = shortcutFor(event, isTextField(event.target), shortcuts)
    if (shortcut === null) return
    event.preventDefault()
    shortcut.run()
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}

/** How this platform writes a key with its control key: `Ctrl F` or `⌘F`. */
export const keysText = (platform: string, key: string): string =>
  platform === 'darwin' ? `⌘${key}` : `Ctrl ${key}`
