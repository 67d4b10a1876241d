import { expect, it } from 'vitest'
import { backoffDelay } from './backoff.ts'

it('waits about twice as long after each failure, and never less than half a minute from the seventh on', () => {
  for (const random of [() => 0, () => 0.5, () => 0.999]) {
    const delays = Array.from({ length: 40 }, (_, index) => backoffDelay(index + 1, random))
    expect(delays[0]).toBeGreaterThanOrEqual(250)
    expect(delays[0]).toBeLessThan(750)
    expect(delays[5]).toBeLessThan(24_000)
    for (const delay of delays.slice(6)) {
      expect(delay).toBeGreaterThanOrEqual(30_000)
      expect(delay).toBeLessThan(37_500)
    }
  }
})
