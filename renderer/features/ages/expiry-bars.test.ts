import { expect, test } from 'vitest'
import { countExpiries } from '../../../shared/expiry.ts'
import { placeBars } from '../../ui/chart/bar-drawing.ts'
import { expiriesSummary, expiryBars, withinText } from './expiry-bars.ts'

const now = Date.parse('2026-11-20T00:00:00Z')
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString()

test('each bar is of one class, with any number of days as soon, and nothing is counted twice', () => {
  const times = [null, inDays(-1), inDays(0), inDays(0.5), inDays(10), inDays(10.5), inDays(14), inDays(400)]
  for (const soonDays of [1, 10, 14, 365]) {
    const expiries = countExpiries(times, now, soonDays)
    const bars = expiryBars(expiries)
    for (const key of ['expired', 'soon', 'later'] as const) {
      const count = bars.filter((bar) => bar.key === key).reduce((sum, bar) => sum + bar.count, 0)
      expect([soonDays, key, count]).toEqual([soonDays, key, expiries.counts[key]])
    }
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(times.length - 1)
  }
})

test('what has expired stands apart from the days to come, and what has no date has no bar', () => {
  const bars = placeBars(expiryBars(countExpiries([null, inDays(3)], now, 14)))
  expect(bars.map(({ key }) => key)).not.toContain('none')
  expect(bars.at(0)?.name).toBe('Expired')
  expect((bars.at(1)?.middle ?? 0) - (bars.at(0)?.middle ?? 0)).toBeGreaterThan(1)
})

test('days are said as people count them', () => {
  expect(withinText({ from: 0, to: 1 })).toBe('In less than 1 day')
  expect(withinText({ from: 7, to: 14 })).toBe('In 7 to 14 days')
  expect(withinText({ from: 365, to: null })).toBe('In 365 days or more')
  expect(expiriesSummary(countExpiries([null], now, 14))).toBe(
    '0 expired, 0 soon, 0 later, 1 without a date.',
  )
})
