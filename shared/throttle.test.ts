import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttle } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is asked for is done at once, then at most once in each span, and the last is never lost', () => {
  let done = 0
  const { ask } = throttle(1000, () => void (done += 1))
  ask()
  ask()
  vi.advanceTimersByTime(1)
  expect(done).toBe(1)
  for (let at = 0; at < 9; at += 1) {
    ask()
    vi.advanceTimersByTime(100)
  }
  expect(done).toBe(1)
  vi.advanceTimersByTime(100)
  expect(done).toBe(2)
  vi.advanceTimersByTime(5000)
  expect(done).toBe(2)
})

test('what is stopped is not done anymore', () => {
  let done = 0
  const { ask, stop } = throttle(1000, () => void (done += 1))
  ask()
  stop()
  vi.advanceTimersByTime(5000)
  expect(done).toBe(0)
})
