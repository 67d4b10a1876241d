import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { debounce } from './debounce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('runs once after the last of many requests', () => {
  const run = vi.fn()
  const { ask } = debounce(100, run)
  ask()
  vi.advanceTimersByTime(99)
  ask()
  vi.advanceTimersByTime(99)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledOnce()
})

test('runs at once when flushed, only if it was requested, and not again later', () => {
  const run = vi.fn()
  const { ask, flush } = debounce(100, run)
  flush()
  expect(run).not.toHaveBeenCalled()
  ask()
  flush()
  flush()
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledOnce()
})

test('does not run what was cancelled', () => {
  const run = vi.fn()
  const { ask, flush, cancel } = debounce(100, run)
  ask()
  cancel()
  flush()
  vi.advanceTimersByTime(1000)
  expect(run).not.toHaveBeenCalled()
})
