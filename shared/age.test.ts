import { expect, test } from 'vitest'
import { ageText, momentText, spanText, tickText, whenText } from './age.ts'

const now = Date.parse('2026-09-27T12:00:00Z')
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString()
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]

test.each([
  [0, 'now'],
  [-5 * minute, 'now'],
  [59 * second, 'now'],
  [minute, '1 min'],
  [59 * minute, '59 min'],
  [14 * hour, '14 h'],
  [day - 1, '23 h'],
  [41 * day, '41 d'],
  [402 * day, '402 d'],
])('%i ms ago reads as %s', (age, text) => {
  expect(ageText(ago(age), now)).toBe(text)
})

test('what isn’t a time has no age and no moment', () => {
  expect(ageText('soon', now)).toBe('')
  expect(momentText('soon')).toBe('')
})

test('a time of today is shown by the clock, another one with its date', () => {
  const noon = new Date(2026, 8, 27, 12, 0).toISOString()
  const morning = new Date(2026, 8, 27, 8, 5).toISOString()
  const before = new Date(2026, 8, 26, 20, 41).toISOString()
  expect(whenText(morning, Date.parse(noon))).toBe('at 08:05')
  expect(whenText(before, Date.parse(noon))).toBe('on 26 Sep 2026 at 20:41')
})

test.each([
  [12, '12 ms'],
  [1200, '1.2 s'],
  [4000, '4 s'],
  [38_400, '38 s'],
  [95_000, '1 min'],
  [7_200_000, '2 h'],
])('a span of %i ms reads as %s', (span, text) => {
  expect(spanText(span)).toBe(text)
})

test('a span that ticks has whole seconds, from 0', () => {
  expect(tickText(-20)).toBe('0 s')
  expect(tickText(7900)).toBe('7 s')
})
