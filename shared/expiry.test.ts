import { expect, test } from 'vitest'
import { expiryClass, expiryClassText, expiryText } from './expiry.ts'

const at = (time: string) => Date.parse(time)
const expiresAt = '2026-12-06T00:00:00Z'

test('is soon from the day that the user chose, and over at its very time', () => {
  expect(expiryClass(expiresAt, at('2026-11-21T23:59:59Z'), 14)).toBe('later')
  expect(expiryClass(expiresAt, at('2026-11-22T00:00:00Z'), 14)).toBe('soon')
  expect(expiryClass(expiresAt, at('2026-12-05T23:59:59Z'), 14)).toBe('soon')
  expect(expiryClass(expiresAt, at('2026-12-06T00:00:00Z'), 14)).toBe('expired')
  expect(expiryClass(expiresAt, at('2026-11-22T00:00:00Z'), 13)).toBe('later')
})

test('is not known without a time, and for what is none', () => {
  for (const none of [null, '', 'soon', '2026-02-30T00:00:00Z'])
    expect(expiryClass(none, at(expiresAt), 14)).toBe('none')
})

test('is told in days, shortly before in hours', () => {
  expect(expiryText(expiresAt, at('2026-11-22T00:00:00Z'))).toBe('Expires in 14 days')
  expect(expiryText(expiresAt, at('2026-12-04T23:00:00Z'))).toBe('Expires in 25 hours')
  expect(expiryText(expiresAt, at('2026-12-05T23:30:00Z'))).toBe('Expires in less than an hour')
  expect(expiryText(expiresAt, at('2026-12-06T00:10:00Z'))).toBe('Expired just now')
  expect(expiryText(expiresAt, at('2026-12-09T00:00:00Z'))).toBe('Expired 3 days ago')
  expect(expiryText(null, 0)).toBe('')
})

test('a class is told with the days that it depends on', () => {
  expect(expiryClassText('soon', 14)).toBe('Within 14 days')
  expect(expiryClassText('soon', 1)).toBe('Within 1 day')
})
