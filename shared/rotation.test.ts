import { describe, expect, it } from 'vitest'
import { ageClass, ageInDays, countAges, usualAgeLimits } from './rotation.ts'

const asOf = Date.parse('2026-11-10T12:00:00Z')

describe('an age', () => {
  it('counts whole days since the last rotation, else since the creation', () => {
    const createdAt = '2026-10-01T12:00:00Z'
    expect(ageInDays({ createdAt, rotatedAt: null }, asOf)).toBe(40)
    expect(ageInDays({ createdAt, rotatedAt: '' }, asOf)).toBe(40)
    expect(ageInDays({ createdAt, rotatedAt: '2026-11-09T12:00:01Z' }, asOf)).toBe(0)
    expect(ageInDays({ createdAt, rotatedAt: '2026-11-09T12:00:00Z' }, asOf)).toBe(1)
  })

  it('is never below zero, and unknown without a time', () => {
    expect(ageInDays({ createdAt: '2026-12-01T00:00:00Z', rotatedAt: null }, asOf)).toBe(0)
    expect(ageInDays({ createdAt: '', rotatedAt: null }, asOf)).toBeNull()
    expect(ageInDays({ createdAt: 'soon', rotatedAt: null }, asOf)).toBeNull()
  })

  it('belongs to the class from whose limit it is on', () => {
    expect([89, 90, 179, 180, null].map((days) => ageClass(days, usualAgeLimits))).toEqual([
      'fresh',
      'due',
      'due',
      'overdue',
      'unknown',
    ])
  })
})

describe('the bars of ages', () => {
  it('hold each age once, and each is of one class with any limits', () => {
    const ages = [0, 6, 7, 44, 45, 99, 100, 5000, null, null]
    const { bars, counts, unknown } = countAges(ages, { due: 45, overdue: 100 })
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(8)
    expect(unknown).toBe(2)
    expect(counts).toEqual({ fresh: 4, due: 2, overdue: 2, unknown: 2 })
    for (const bar of bars) {
      const of = bars.filter((other) => other.class === bar.class)
      expect(of.reduce((sum, { count }) => sum + count, 0)).toBe(counts[bar.class])
    }
    expect(bars.find(({ from }) => from === 45)).toMatchObject({ class: 'due', count: 1 })
    expect(bars.at(-1)).toMatchObject({ to: null, count: 1 })
  })
})
