import { describe, expect, it, test } from 'vitest'
import { areTyped, ariaKeys, keysText, keyWithControl, pressedKeys } from './keyboard.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('a key press', () => {
  it('is named by its key and what is held', () => {
    expect(pressedKeys(press('f', { ctrlKey: true }), 'linux')).toBe('Ctrl+F')
    expect(pressedKeys(press('S', { ctrlKey: true, shiftKey: true }), 'win32')).toBe('Ctrl+Shift+S')
    expect(pressedKeys(press('F5'), 'linux')).toBe('F5')
    expect(pressedKeys(press('ArrowUp', { altKey: true }), 'linux')).toBe('Alt+ArrowUp')
  })

  it('is the same with Caps Lock, and another one with Shift', () => {
    expect(pressedKeys(press('N'), 'linux')).toBe('N')
    expect(pressedKeys(press('F', { ctrlKey: true }), 'linux')).toBe('Ctrl+F')
    expect(pressedKeys(press('N', { shiftKey: true }), 'linux')).toBe('Shift+N')
  })

  it('is the same sign, with Shift or without, as the keyboard makes it', () => {
    expect(pressedKeys(press('?', { shiftKey: true, code: 'Slash' }), 'linux')).toBe('?')
    expect(pressedKeys(press('/', { shiftKey: true, code: 'Digit7' }), 'linux')).toBe('/')
  })

  it('is where the Latin letter is on a keyboard with other letters, and on the digit where digits need Shift', () => {
    expect(pressedKeys(press('л', { ctrlKey: true, code: 'KeyK' }), 'linux')).toBe('Ctrl+K')
    expect(pressedKeys(press('ν', { code: 'KeyN' }), 'linux')).toBe('N')
    expect(pressedKeys(press('&', { ctrlKey: true, code: 'Digit1' }), 'linux')).toBe('Ctrl+1')
  })

  it('follows the letter that a Latin keyboard writes, wherever it has it', () => {
    expect(pressedKeys(press('z', { ctrlKey: true, code: 'KeyY' }), 'linux')).toBe('Ctrl+Z')
  })

  it('has the command key on a Mac, where Ctrl moves in a text', () => {
    expect(pressedKeys(press('k', { metaKey: true }), 'darwin')).toBe('Ctrl+K')
    expect(pressedKeys(press('k', { ctrlKey: true }), 'darwin')).toBe('Other+K')
    expect(pressedKeys(press('k', { metaKey: true }), 'linux')).toBe('Other+K')
  })
})

test('a key with Ctrl alone is known without the platform', () => {
  expect(keyWithControl(press('c', { ctrlKey: true }))).toBe('C')
  expect(keyWithControl(press('с', { metaKey: true, code: 'KeyC' }))).toBe('C')
  expect(keyWithControl(press('C', { ctrlKey: true, shiftKey: true }))).toBe('')
  expect(keyWithControl(press('ć', { ctrlKey: true, altKey: true, code: 'KeyC' }))).toBe('')
  expect(keyWithControl(press('c'))).toBe('')
})

test('letters and signs are left to a text field, function keys and what is pressed with Ctrl are not', () => {
  expect(['N', 'Shift+N', '/', '?', 'ArrowUp', 'Escape'].every(areTyped)).toBe(true)
  expect(['F5', 'Ctrl+F', 'Alt+ArrowUp', 'Shift+F10'].some(areTyped)).toBe(false)
})

test('keys are written as the platform does', () => {
  expect(keysText('linux', 'Ctrl+F')).toBe('Ctrl F')
  expect(keysText('win32', 'Ctrl+Shift+S')).toBe('Ctrl Shift S')
  expect(keysText('darwin', 'Ctrl+Shift+S')).toBe('⇧⌘S')
  expect(keysText('darwin', 'Alt+ArrowUp')).toBe('⌥↑')
  expect(keysText('darwin', 'F5')).toBe('F5')
})

test('keys that are shown are read to a screen reader by their full names', () => {
  expect(ariaKeys(keysText('darwin', 'Ctrl+K'))).toBe('Meta+K')
  expect(ariaKeys(keysText('linux', 'Ctrl+K'))).toBe('Control+K')
  expect(ariaKeys(keysText('linux', 'Ctrl+Shift+S'))).toBe('Control+Shift+S')
  expect(ariaKeys(keysText('darwin', 'Ctrl+Shift+S'))).toBe('Shift+Meta+S')
  expect(ariaKeys('Alt ←')).toBe('Alt+ArrowLeft')
  expect(ariaKeys('F5')).toBe('F5')
  expect(ariaKeys('Esc')).toBe('Escape')
})
