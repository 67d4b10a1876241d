import { expect, test } from 'vitest'
import { expiryChoices } from './expiry-choices.ts'

test('has what is in force, also where only the file names it', () => {
  expect(expiryChoices(14).map(({ value }) => value)).toEqual([1, 3, 7, 14, 30, 60, 90, 180, 365])
  expect(expiryChoices(10).find(({ value }) => value === 10)?.label).toBe('10 days')
})
