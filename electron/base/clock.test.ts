import { expect, it } from 'vitest'
import { isoTime, pause, systemClock } from './clock.ts'

it('a timer that is longer than Node’s maximum does not go off at once', async () => {
  const fired: string[] = []
  const cancel = systemClock.after(2 ** 40, () => fired.push('too early'))
  // Node would let it go off after a millisecond.
  await new Promise((resolve) => systemClock.after(50, () => resolve(fired.push('in time'))))
  cancel()
  expect(fired).toEqual(['in time'])
})

it('a timer that was cancelled does not go off', async () => {
  const fired: string[] = []
  systemClock.after(1, () => fired.push('cancelled'))()
  await new Promise((resolve) => systemClock.after(50, () => resolve(fired.push('later'))))
  expect(fired).toEqual(['later'])
})

it('a pause ends with its time or its signal, and one without an end only with its signal', async () => {
  const stop = new AbortController()
  const ended: string[] = []
  const forever = pause(systemClock, Infinity, stop.signal).then(() => ended.push('forever'))
  await pause(systemClock, 1, stop.signal)
  expect(ended).toEqual([])
  stop.abort()
  await forever
  await pause(systemClock, Infinity, stop.signal)
  expect(ended).toEqual(['forever'])
})

it('a time is given in UTC', () => {
  expect(isoTime(Date.UTC(2026, 10, 1, 10))).toBe('2026-11-01T10:00:00.000Z')
})
