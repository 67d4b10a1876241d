import { expect, test } from 'vitest'
import { createMessageQueue } from './message-queue.ts'

/** Eight pages of 500 rows, for a window with frames that the test paints; returns how many rows each frame took. */
function eightPages(isHidden: boolean) {
  const frames: (() => void)[] = []
  const taken: number[] = []
  let rows = 0
  const queue = createMessageQueue<number>({
    schedule: (callback) => void frames.push(callback),
    patience: () => 0,
    most: 2000,
    isHidden: () => isHidden,
    take: (page) => {
      rows += page
      return page
    },
    settle: () => {
      taken.push(rows)
      rows = 0
    },
  })
  for (let page = 0; page < 8; page += 1) queue.push(500)
  while (frames.length > 0) frames.shift()?.()
  return taken
}

test('many rows are taken over several frames, and none is lost', () => {
  expect(eightPages(false)).toEqual([2000, 2000])
})

test('a hidden window, whose frames are rare, falls no further behind', () => {
  expect(eightPages(true)).toEqual([4000])
})
