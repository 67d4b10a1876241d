import { expect, test } from 'vitest'
import { seriesOf, type StepPoint } from './step-series.ts'

const at = '2026-11-01T00:00:00Z'
const counts = (...of: [string, number][]) => new Map(of)
const group = (key: string) => ({ key, label: key.toUpperCase() })

test('what is not grouped is one line', () => {
  expect(seriesOf([{ at, total: 3 }], [])).toBeNull()
})

test('a group counts nothing without an entry, and nothing is known without a value', () => {
  const points: StepPoint[] = [
    { at, total: 3, by: counts(['a', 2], ['b', 1]) },
    { at, total: 5 },
    { at, total: 1, by: counts(['b', 1]) },
  ]
  expect(seriesOf(points, [group('a'), group('b')])).toEqual([
    { label: 'A', values: [2, null, 0] },
    { label: 'B', values: [1, null, 1] },
  ])
})

test('what was counted only in part has no value', () => {
  const points: StepPoint[] = [
    { at, total: 3, by: counts(['a', 2], ['b', 1]) },
    { at, total: 1, isPart: true, by: counts(['a', 1]) },
  ]
  expect(seriesOf(points, [group('a')])).toEqual([
    { label: 'A', values: [2, null] },
    { label: 'Others', values: [1, null] },
  ])
})

test('what belongs to no group is with the others, and so are groups that couldn’t be told apart', () => {
  const points: StepPoint[] = [{ at, total: 9, by: counts(['a', 2], ['x', 7]) }]
  expect(seriesOf(points, [group('a')])?.at(-1)).toEqual({ label: 'Others', values: [7] })

  const groups = Array.from({ length: 20 }, (_, index) => group(`g${index}`))
  const by = counts(...groups.map(({ key }): [string, number] => [key, 1]))
  const series = seriesOf([{ at, total: 20, by }], groups)
  expect(series).toHaveLength(6)
  expect(series?.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(20)
})

test('a value that is called like something every object has counts as itself', () => {
  expect(seriesOf([{ at, total: 1, by: counts() }], [group('constructor')])?.[0]?.values).toEqual([0])
})
