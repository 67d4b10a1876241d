import { expect, test } from 'vitest'
import type { Clock } from '../../base/clock.ts'
import { createHealthTeller, type InformerHealth } from './informer-health.ts'

/** A live list, on a clock that stands until it is moved. */
function liveList() {
  let now = 0
  let timers: { at: number; call: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call }
      timers.push(timer)
      return () => void (timers = timers.filter((each) => each !== timer))
    },
  }
  const pass = (milliseconds: number) => {
    now += milliseconds
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { call } of due) call()
  }
  const healths: InformerHealth[] = []
  const health = createHealthTeller((told) => healths.push(told), { clock, log: () => undefined })
  health.listing()
  health.current(0)
  health.live()
  const states = () => healths.map(({ state }) => state)
  return { health, healths, states, pass, timers: () => timers.length }
}

// Telling it at once moved the table for a tenth of a second.
test('a silent watch is not reported if the next one opens within a second', () => {
  const { health, states, pass, timers } = liveList()
  health.silent(0)
  pass(999)
  health.live()
  expect(timers()).toBe(0)
  pass(60_000)
  expect(states()).toEqual(['listing', 'live'])
})

test('a silent watch is reported after a second, with the time of the last data, until the next one opens', () => {
  const { health, healths, pass } = liveList()
  pass(75_000)
  health.silent(15_000)
  pass(1000)
  expect(healths.at(-1)).toEqual({
    state: 'stale',
    since: '1970-01-01T00:01:16.000Z',
    asOf: '1970-01-01T00:00:15.000Z',
  })
  health.live()
  expect(healths.at(-1)).toEqual({ state: 'live', since: '1970-01-01T00:01:16.000Z' })
})

test('a failure after the silence is what is reported', () => {
  const { health, states, pass } = liveList()
  health.silent(0)
  health.waiting({ code: 'connection-cut', server: 'https://cluster.example' }, 5000, true)
  pass(1000)
  expect(states()).toEqual(['listing', 'live', 'reconnecting'])
})
