import { expect, test } from 'vitest'
import { mixed } from './drawing.ts'

test('a mixed colour lies between the two', () => {
  expect(mixed('#ffffff', '#000000', 0.5)).toBe('#808080')
  expect(mixed('#0B6682', '#FFFFFF', 1)).toBe('#0b6682')
  expect(mixed('#0B6682', '#FFFFFF', 0)).toBe('#ffffff')
})
