import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findGrowth, fitLine } from './judge.ts'

const laps = (name: string, values: readonly number[]) => values.map((value) => ({ [name]: value }))
const grown = (name: string, values: readonly number[]) => findGrowth(laps(name, values)).length > 0
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

describe('the line through values', () => {
  test('is the one that they lie on', () => {
    const line = fc.record({
      start: fc.integer({ min: -1e6, max: 1e6 }),
      slope: fc.integer({ min: -1000, max: 1000 }),
    })
    fc.assert(
      fc.property(line, fc.integer({ min: 3, max: 80 }), ({ start, slope }, count) => {
        const { from, to, noise } = fitLine(upTo(count).map((at) => start + slope * at))
        expect(from).toBeCloseTo(start, 4)
        expect(to).toBeCloseTo(start + slope * (count - 1), 4)
        expect(noise).toBeCloseTo(0, 4)
      }),
      { seed: 16 },
    )
  })
})

describe('a count', () => {
  test('that grows by one with each lap, or with every second, has grown', () => {
    expect(grown('listeners', upTo(12))).toBe(true)
    expect(
      grown(
        'listeners',
        upTo(20).map((at) => 40 + Math.floor(at / 2)),
      ),
    ).toBe(true)
  })

  test('that comes and goes, or comes once and stays, has not', () => {
    expect(
      grown(
        'sockets',
        upTo(20).map((at) => 3 + ((at * 7) % 5)),
      ),
    ).toBe(false)
    expect(
      grown(
        'sockets',
        upTo(20).map((at) => (at < 9 ? 3 : 4)),
      ),
    ).toBe(false)
    expect(grown('sockets', upTo(20).reverse())).toBe(false)
  })

  test('may fill up in the first tenth', () => {
    expect(grown('documents', [1, 5, ...upTo(18).map(() => 9)])).toBe(false)
  })
})

describe('a size', () => {
  const megabyte = 1_000_000
  const noisy = (at: number) => ((at * 7919) % 11) * 30_000

  test('that grows beyond its noise has grown', () => {
    expect(
      grown(
        'heap bytes',
        upTo(20).map((at) => 40 * megabyte + noisy(at) + at * 150_000),
      ),
    ).toBe(true)
  })

  test('that varies, or settles, has not', () => {
    expect(
      grown(
        'heap bytes',
        upTo(20).map((at) => 40 * megabyte + noisy(at)),
      ),
    ).toBe(false)
    expect(
      grown(
        'heap bytes',
        upTo(20).map((at) => 40 * megabyte - 2 * megabyte * 0.3 ** at + noisy(at)),
      ),
    ).toBe(false)
  })
})

test('too few laps are refused instead of judged', () => {
  expect(() => findGrowth(laps('listeners', [1, 2, 3]))).toThrow('Six laps')
})

test('a name that is there later only has grown from nothing', () => {
  const named = upTo(12).map((at) => (at < 4 ? {} : { 'files of /tmp': at }))
  expect(findGrowth(named).map(({ name }) => name)).toEqual(['files of /tmp'])
})

test('resident memory may grow by 15 % in a short run, and by 5 % in a long one', () => {
  const growing = (count: number, share: number) =>
    upTo(count).map((lap) => 200e6 * (1 + (share * lap) / (count - 1)))
  expect(grown('window: resident bytes', growing(11, 0.08))).toBe(false)
  expect(grown('window: resident bytes', growing(11, 0.2))).toBe(true)
  expect(grown('window: resident bytes', growing(20, 0.08))).toBe(true)
  expect(grown('window: resident bytes', growing(20, 0.04))).toBe(false)
})
