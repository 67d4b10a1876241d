import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import { countExpiring, expiringText } from './expiring-soon.ts'

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

test('is told in one sentence', () => {
  expect(expiringText({ expired: 1, soon: 3 }, 14)).toBe('1 credential has expired, 3 expire within 14 days.')
  expect(expiringText({ expired: 2, soon: 0 }, 14)).toBe('2 credentials have expired.')
  expect(expiringText({ expired: 0, soon: 1 }, 1)).toBe('1 credential expires within 1 day.')
  expect(expiringText({ expired: 0, soon: 0 }, 14)).toBe('')
})
