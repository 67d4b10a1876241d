/**
 * A key combination as text: `Ctrl+F`, `Ctrl+Shift+S`, `Alt+ArrowUp`, `F5`, `N`, `?`. Letters are upper case. A symbol
 * is written as itself, however a keyboard produces it. `Ctrl` is the command key on a Mac.
 */
export type Keys = string

export type KeyPlatform = 'linux' | 'darwin' | 'win32'

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The key itself. A non-Latin keyboard, such as a Greek one, has its shortcuts on the positions of the Latin letters;
 * one that needs Shift for digits has them on the digit keys.
 */
function keyOf({ key, code, ctrlKey, metaKey }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (key.length !== 1) return key
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  if (letter !== undefined && /\p{L}/u.test(key)) return letter
  const [, digit] = /^Digit(\d)$/.exec(code) ?? []
  return digit !== undefined && (ctrlKey || metaKey) ? digit : key
}

/**
 * The pressed combination. The other platform's control key makes a different one: Ctrl F moves the cursor on a Mac.
 */
export function pressedKeys(event: KeyPress, platform: KeyPlatform): Keys {
  const isMac = platform === 'darwin'
  const key = keyOf(event)
  // Whether a symbol needs Shift depends on the keyboard.
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key)
  return [
    (isMac ? event.metaKey : event.ctrlKey) ? 'Ctrl' : '',
    (isMac ? event.ctrlKey : event.metaKey) ? 'Other' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !isSign ? 'Shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+')
}

/**
 * The key pressed with Ctrl or the command key alone, wherever a keyboard has it and with Caps Lock too; letters are
 * upper case. Empty if neither or something else is held.
 */
export const keyWithControl = (event: KeyPress): string =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? keyOf(event) : ''

/** Whether the keys type something, so that text fields keep them. */
export const areTyped = (keys: Keys): boolean => !/^(Ctrl|Other|Alt)\+|^(Shift\+)?F\d/.test(keys)

/** Whether a key press goes to a text field. */
export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type))

/** Whether a dialog is open. What is behind it must not react. */
export const isBehindDialog = (): boolean => document.querySelector('[aria-modal=true]') !== null

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}
const macNames: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }
const macOrder = ['Alt', 'Shift', 'Ctrl']

/** The keys as the platform writes them: `Ctrl Shift S`, or `⇧⌘S`. */
export function keysText(platform: KeyPlatform, keys: Keys): string {
  const parts = keys.split('+')
  if (platform !== 'darwin') return parts.map((part) => names[part] ?? part).join(' ')
  const [key = ''] = parts.splice(-1)
  const held = macOrder.filter((part) => parts.includes(part)).map((part) => macNames[part] ?? '')
  return [...held, names[key] ?? key].join('')
}

const ariaNames: Readonly<Record<string, string>> = {
  ...{ Ctrl: 'Control', '⌘': 'Meta', '⌥': 'Alt', '⇧': 'Shift' },
  ...Object.fromEntries(Object.entries(names).map(([name, sign]) => [sign, name])),
}

/**
 * Displayed keys in the format of `aria-keyshortcuts`: `Control+Shift+S` for `Ctrl Shift S`, `Shift+Meta+S` for `⇧⌘S`.
 */
export const ariaKeys = (shown: string): string =>
  shown
    .split(/ |(?<=[⌘⌥⇧])/)
    .map((part) => ariaNames[part] ?? part)
    .join('+')
