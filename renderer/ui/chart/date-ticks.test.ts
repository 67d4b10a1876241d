import { expect, test } from 'vitest'
import { dateTicks } from './date-ticks.ts'

const at = (date: string) => Date.parse(`${date}T12:00:00`)
/** Days with this width. */
const wide = (pixels: number) => (time: number) => (time / 86_400_000) * pixels

test('a month is named once, a year when it changes', () => {
  const times = ['2026-11-22', '2026-11-29', '2026-12-06', '2027-01-03'].map(at)
  expect(dateTicks(times, wide(20)).map(({ label }) => label)).toEqual([
    '22 Nov',
    '29',
    '6 Dec',
    '3 Jan 2027',
  ])
})

test('the last one has the given label, and no label touches another', () => {
  const times = Array.from({ length: 400 }, (_, index) => at('2026-08-23') + index * 86_400_000)
  const place = wide(2.5)
  const ticks = dateTicks(times, place, 'now')
  expect(ticks.at(-1)).toEqual({ at: times.at(-1), label: 'now' })
  expect(ticks[0]?.label).toBe('23 Aug')
  expect(ticks.length).toBeGreaterThan(12)
  for (const [index, tick] of ticks.entries()) {
    const next = ticks[index + 1]
    if (next === undefined) continue
    const letters = (tick.label.length + next.label.length) / 2
    expect(place(next.at) - place(tick.at)).toBeGreaterThanOrEqual(letters * 6)
  }
})

test('one time has one label, none has none, and two of one instant have one', () => {
  expect(dateTicks([], wide(1))).toEqual([])
  expect(dateTicks([at('2026-08-23')], wide(1))).toHaveLength(1)
  expect(dateTicks([at('2026-08-23'), at('2026-08-23')], wide(1))).toHaveLength(1)
})
