import { expect, test } from 'vitest'
import { unseenText } from './unseen-text.ts'
import { unseenAfter } from './use-seen-items.ts'

test('what was not seen yet is counted by its kind', () => {
  const none = { variables: 0, arguments: 0, files: 0 }
  expect(unseenText(none)).toBe('')
  expect(unseenText({ ...none, arguments: 4 })).toBe('4 arguments not seen yet')
  expect(unseenText({ ...none, variables: 1, arguments: 1 })).toBe('1 variable and 1 argument not seen yet')
  expect(unseenText({ ...none, files: 2 })).toBe('2 files not seen yet')
})

test('all items after the furthest one that was on screen are left', () => {
  expect(unseenAfter(9, -1)).toBe(9)
  expect(unseenAfter(9, 4)).toBe(4)
  expect(unseenAfter(9, 8)).toBe(0)
  expect(unseenAfter(0, -1)).toBe(0)
})
