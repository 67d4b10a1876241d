import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentages } from './number-text.ts'

// Percentages of ages used to add up to 101.
test('percentages sum to 100, and each is off by less than one', () => {
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33])
  expect(percentages([5, 3, 0, 0])).toEqual([63, 37, 0, 0])
  expect(percentages([0, 0])).toEqual([0, 0])
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }), (counts) => {
      const total = counts.reduce((sum, count) => sum + count, 0)
      fc.pre(total > 0)
      const shares = percentages(counts)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100)
      for (const [at, share] of shares.entries())
        expect(Math.abs(share - (100 * (counts[at] ?? 0)) / total)).toBeLessThan(1)
    }),
    { seed: 25, numRuns: 500 },
  )
})
