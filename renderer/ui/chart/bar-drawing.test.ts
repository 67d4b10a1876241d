import { expect, test } from 'vitest'
import { countAges } from '../../../shared/rotation.ts'
import { barsOf, daysText } from './bar-drawing.ts'

test('what has no known age has a bar of its own, apart from the days, and only where it is', () => {
  const limits = { due: 90, overdue: 180 }
  const known = barsOf(countAges([1, 100], limits))
  expect(known.every(({ days }) => days !== null)).toBe(true)
  const bars = barsOf(countAges([1, null, null], limits))
  expect(bars.at(-1)).toMatchObject({ class: 'unknown', count: 2, days: null })
  expect((bars.at(-1)?.middle ?? 0) - (bars.at(-2)?.middle ?? 0)).toBeGreaterThan(1)
})

test('days are said as people count them', () => {
  const said = [
    { from: 0, to: 7 },
    { from: 1, to: 2 },
    { from: 29, to: 30 },
    { from: 730, to: null },
  ].map(daysText)
  expect(said).toEqual(['0 to 6 days', '1 day', '29 days', '730 days or more'])
  expect(daysText(null)).toBe('Age unknown')
})
