import { expect, test } from 'vitest'
import { readDays } from './days-entry.ts'

test.each(['', '0', '-1', '1.5', '1e3', '3651', 'ninety', '９０'])('%j isn’t a number of days', (text) => {
  expect(readDays(text)).toBeNull()
})

test('days may have blanks around them', () => {
  expect(readDays(' 30 ')).toBe(30)
  expect(readDays('3650')).toBe(3650)
})
