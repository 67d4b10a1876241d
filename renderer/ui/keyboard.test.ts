import { expect, test } from 'vitest'
import { keysText, shortcutFor, type Shortcut } from './keyboard.ts'

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const shortcuts: Shortcut[] = [
  { key: 'f', isControl: true, run: () => undefined },
  { key: '/', run: () => undefined },
  { key: 'F5', run: () => undefined },
]
const found = (event: ReturnType<typeof press>, isTyping: boolean) =>
  shortcutFor(event, isTyping, shortcuts)?.key ?? null

test('a plain key is left to the text field that is typed in, a function key and Ctrl are not', () => {
  expect(found(press('/'), false)).toBe('/')
  expect(found(press('/'), true)).toBeNull()
  expect(found(press('F5'), true)).toBe('F5')
  expect(found(press('f', { ctrlKey: true }), true)).toBe('f')
})

test('other keys held make it another key', () => {
  expect(found(press('f'), false)).toBeNull()
  expect(found(press('f', { ctrlKey: true, altKey: true }), false)).toBeNull()
  expect(found(press('f', { ctrlKey: true, shiftKey: true }), false)).toBeNull()
})

test('the command key does on a Mac what Ctrl does elsewhere', () => {
  expect(found(press('f', { metaKey: true }), false)).toBe('f')
  expect(keysText('darwin', 'F')).toBe('⌘F')
  expect(keysText('linux', 'F')).toBe('Ctrl F')
})
