import { expect, test } from 'vitest'
import { bandsAround } from './placed-point.ts'

test('every pixel belongs to the nearest place', () => {
  expect(bandsAround([10, 20, 60], 0, 70)).toEqual([
    { left: 0, width: 15 },
    { left: 15, width: 25 },
    { left: 40, width: 30 },
  ])
})

test('overlapping places share no pixel, and a single one has all', () => {
  expect(bandsAround([5], 0, 10)).toEqual([{ left: 0, width: 10 }])
  const bands = bandsAround([5, 5, 5], 0, 10)
  expect(bands.reduce((sum, { width }) => sum + width, 0)).toBe(10)
})
