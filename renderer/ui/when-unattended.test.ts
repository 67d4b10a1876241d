import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenUnattended } from './when-unattended.ts'

let attended: object | null = null
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { querySelector: () => attended })
})
afterEach(() => {
  attended = null
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

// moaqz/toast#3 and atomantic/PortOS#8117: Undo disappeared under the pointer, or with the focus.
test('waits anew while the pointer or the focus is on the note', () => {
  const callback = vi.fn()
  whenUnattended(1000, callback)
  vi.advanceTimersByTime(900)
  attended = {}
  vi.advanceTimersByTime(5000)
  attended = null
  expect(callback).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(callback).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(9000)
  expect(callback).toHaveBeenCalledOnce()
})

test('never calls back once it is cancelled, however long it has waited', () => {
  const callback = vi.fn()
  attended = {}
  const cancel = whenUnattended(1000, callback)
  vi.advanceTimersByTime(3500)
  attended = null
  cancel()
  vi.advanceTimersByTime(9000)
  expect(callback).not.toHaveBeenCalled()
})
