import { describe, expect, test } from 'vitest'
import { barFor, bodyHeight, highestBody, isAtFalseEnd, scrolledTo } from './scaled-scroll.ts'

const small = { rows: 7200, body: 7200, view: 600 }
const large = { rows: 180_000_000, body: highestBody, view: 600 }

test('rows that fit into an element are scrolled as the bar is', () => {
  expect(bodyHeight(7200)).toBe(7200)
  expect(scrolledTo(3000, { top: 10, bar: 10 }, small)).toEqual({ top: 3000, bar: 3000 })
  expect(barFor(3000, small)).toBe(3000)
  expect(isAtFalseEnd({ top: 0, bar: 0 }, small)).toBe(false)
})

describe('five million rows', () => {
  test('have an element that no browser cuts', () => {
    expect(bodyHeight(180_000_000)).toBe(15_000_000)
  })

  test('follow the wheel pixel by pixel', () => {
    const bar = barFor(90_000_000, large)
    expect(scrolledTo(bar + 100, { top: 90_000_000, bar }, large).top).toBe(90_000_100)
  })

  test('follow a bar that is dragged by its share, to the very last row', () => {
    const start = { top: 0, bar: 0 }
    expect(scrolledTo(large.body - large.view, start, large).top).toBe(large.rows - large.view)
    const half = scrolledTo((large.body - large.view) / 2, start, large).top
    expect(half).toBeCloseTo((large.rows - large.view) / 2)
  })

  test('a position and its bar belong together both ways', () => {
    for (const top of [0, 1234, 90_000_000, large.rows - large.view]) {
      const bar = barFor(top, large)
      expect(scrolledTo(bar, { top: -1e9, bar: -1e9 }, large).top).toBeCloseTo(top, 3)
    }
  })

  test('a bar that runs against its end before its rows do is reported', () => {
    expect(isAtFalseEnd({ top: 9000, bar: 0 }, large)).toBe(true)
    expect(isAtFalseEnd({ top: 0, bar: 0 }, large)).toBe(false)
    const most = large.body - large.view
    expect(isAtFalseEnd({ top: large.rows - 9000, bar: most }, large)).toBe(true)
    expect(isAtFalseEnd({ top: large.rows - large.view, bar: most }, large)).toBe(false)
  })

  test('never leave their ends', () => {
    expect(scrolledTo(0, { top: 50, bar: 100 }, large).top).toBe(0)
  })
})
