import { afterEach, beforeEach, vi } from 'vitest'

/** Gives the tests of a file frames and timers that only advance by `frame`. */
export function useFakeFrames() {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 16))
    vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  return {
    /** Advances one painted frame. */
    frame: () => vi.advanceTimersByTimeAsync(20),
  }
}
