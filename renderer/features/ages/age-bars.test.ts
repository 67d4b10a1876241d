import { expect, test } from 'vitest'
import { countAges } from '../../../shared/rotation.ts'
import { placeBars } from '../../ui/chart/bar-drawing.ts'
import { ageBars, daysText } from './age-bars.ts'

test('what has no known age has its own bar, apart from the days, and only if there is any', () => {
  const limits = { due: 90, overdue: 180 }
  expect(ageBars(countAges([1, 100], limits)).every(({ isApart }) => !isApart)).toBe(true)
  const bars = placeBars(ageBars(countAges([1, null, null], limits)))
  expect(bars.at(-1)).toMatchObject({ key: 'unknown', count: 2, name: 'Age unknown', isApart: true })
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
})
