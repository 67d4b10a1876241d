import { expect, test } from 'vitest'
import { credentialOf } from './credential.fixture.ts'
import {
  clocksText,
  countExpiring,
  expiringText,
  expiryClass,
  expiryClassText,
  expiryText,
} from './expiry.ts'

const at = (time: string) => Date.parse(time)
const expiresAt = '2026-12-06T00:00:00Z'

test('is soon from the day that the user chose, and over at its very time', () => {
  expect(expiryClass(expiresAt, at('2026-11-21T23:59:59Z'), 14)).toBe('later')
  expect(expiryClass(expiresAt, at('2026-11-22T00:00:00Z'), 14)).toBe('soon')
  expect(expiryClass(expiresAt, at('2026-12-05T23:59:59Z'), 14)).toBe('soon')
  expect(expiryClass(expiresAt, at('2026-12-06T00:00:00Z'), 14)).toBe('expired')
  expect(expiryClass(expiresAt, at('2026-11-22T00:00:00Z'), 13)).toBe('later')
})

test('is unknown without a time, and for what isn’t one', () => {
  for (const none of [null, '', 'soon', '2026-02-30T00:00:00Z'])
    expect(expiryClass(none, at(expiresAt), 14)).toBe('none')
})

test('is reported in days, shortly before in hours', () => {
  expect(expiryText(expiresAt, at('2026-11-22T00:00:00Z'))).toBe('Expires in 14 days')
  expect(expiryText(expiresAt, at('2026-12-04T23:00:00Z'))).toBe('Expires in 25 hours')
  expect(expiryText(expiresAt, at('2026-12-05T23:30:00Z'))).toBe('Expires in less than an hour')
  expect(expiryText(expiresAt, at('2026-12-06T00:10:00Z'))).toBe('Expired just now')
  expect(expiryText(expiresAt, at('2026-12-09T00:00:00Z'))).toBe('Expired 3 days ago')
  expect(expiryText(null, 0)).toBe('')
})

test('a class is shown with the days that it depends on', () => {
  expect(expiryClassText('soon', 14)).toBe('Within 14 days')
  expect(expiryClassText('soon', 1)).toBe('Within 1 day')
})

test('counts what has expired and what will soon, and nothing else', () => {
  const times = [
    '2026-11-01T00:00:00Z',
    '2026-11-21T00:00:00Z',
    '2026-11-23T00:00:00Z',
    '2027-11-01T00:00:00Z',
    null,
  ]
  const rows = times.map((expiresAt, at) => credentialOf(String(at), { expiresAt }))
  const now = Date.parse('2026-11-20T00:00:00Z')
  expect(countExpiring(rows, now, 14)).toEqual({ expired: 1, soon: 2 })
  expect(countExpiring(rows, now, 2)).toEqual({ expired: 1, soon: 1 })
})

test('is reported in one sentence', () => {
  expect(expiringText({ expired: 1, soon: 3 }, 14)).toBe('1 credential has expired, 3 expire within 14 days.')
  expect(expiringText({ expired: 2, soon: 0 }, 14)).toBe('2 credentials have expired.')
  expect(expiringText({ expired: 0, soon: 1 }, 1)).toBe('1 credential expires within 1 day.')
  expect(expiringText({ expired: 0, soon: 0 }, 14)).toBe('')
})

test('different clocks are reported once they differ by a minute', () => {
  expect([clocksText(0), clocksText(59_000), clocksText(-59_000)]).toEqual(['', '', ''])
  expect(clocksText(61_000)).toBe('By the cluster’s clock, which is 1 minute ahead of this computer’s.')
  expect(clocksText(-5 * 60_000)).toBe('By the cluster’s clock, which is 5 minutes behind this computer’s.')
  expect(clocksText(72 * 3_600_000)).toBe('By the cluster’s clock, which is 3 days ahead of this computer’s.')
})
