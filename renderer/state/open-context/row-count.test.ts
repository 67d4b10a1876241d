import { expect, test } from 'vitest'
import { createRowCounting, type RowCount } from './row-count.ts'

/** Counts in slices of one step. The test resumes it. */
function counting() {
  const told: number[] = []
  const paused: (() => void)[] = []
  const slicing = { budget: -1, now: () => 0, pause: (goOn: () => void) => void paused.push(goOn) }
  const { count, stop } = createRowCounting<number, number>((sum) => told.push(sum), slicing)
  let most = 0
  const sum = (): RowCount<number, number> => {
    let [total, taken] = [0, 0]
    return {
      take: (row) => {
        total += row
        taken += 1
        most = Math.max(most, taken)
      },
      result: () => total,
    }
  }
  const goOn = () => {
    for (let next = paused.shift(); next !== undefined; next = paused.shift()) next()
  }
  return { told, count, stop, sum, goOn, taken: () => most }
}
const ones = (count: number) => Array.from({ length: count }, () => 1)

test('few rows are counted at once', () => {
  const { told, count, sum } = counting()
  count(ones(100), sum())
  expect(told).toEqual([100])
})

test('of many rows no more are counted in one go than in a slice, and all in the end', () => {
  const { told, count, sum, goOn, taken } = counting()
  count(ones(10_000), sum())
  expect(taken()).toBeLessThan(1000)
  expect(told).toEqual([])
  goOn()
  expect(told).toEqual([10_000])
})

test('of two counts only the newest is reported, and none that was stopped', () => {
  const { told, count, stop, sum, goOn } = counting()
  count(ones(2000), sum())
  count(ones(3000), sum())
  goOn()
  expect(told).toEqual([3000])
  count(ones(4000), sum())
  stop()
  goOn()
  expect(told).toEqual([3000])
})
