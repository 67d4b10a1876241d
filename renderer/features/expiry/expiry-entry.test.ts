import { expect, test } from 'vitest'
import { beginOfDay, createExpiryEntry, dayOf } from './expiry-entry.ts'

test('a day begins here, and is shown as the same day again', () => {
  const begin = beginOfDay('2027-03-28')
  expect(dayOf(begin)).toBe('2027-03-28')
  expect(new Date(begin ?? '').getHours()).toBe(0)
  // w3c/aria-practices#1463: a year of which two digits are typed isn’t one of the twentieth century.
  for (const none of ['', '2027', '2127-01-01', 'soon', '0095-01-01']) expect(beginOfDay(none)).toBeNull()
})

test('half a day does not count and is reported; a time that Credenza does not keep is ignored', () => {
  const { expiresAt, isBroken, enter, take } = createExpiryEntry('2027-01-02T03:04:05Z')
  enter('', false)
  expect([expiresAt.value, isBroken.value]).toEqual([null, true])
  take('2027-01-02T03:04:05Z')
  expect([expiresAt.value, isBroken.value]).toEqual(['2027-01-02T03:04:05Z', false])
  take('soon')
  expect(expiresAt.value).toBeNull()
})
