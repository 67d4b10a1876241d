import { describe, expect, it } from 'vitest'
import type { Clock } from '../../base/clock.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'

/** A clock that a test advances manually, and can set. */
function handClock(): Clock & {
  pass: (milliseconds: number) => Promise<void>
  set: (milliseconds: number) => void
} {
  let now = 0
  let isSetTo = 0
  let timers: { at: number; call: () => void }[] = []
  return {
    now: () => isSetTo + now,
    elapsed: () => now,
    set: (milliseconds) => {
      isSetTo = milliseconds
    },
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: async (milliseconds) => {
      now += milliseconds
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { call } of due) call()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe('an outage that several lists share', () => {
  it('lets one of them ask at a time, and only once in half a minute after a while', async () => {
    const clock = handClock()
    const breaker = createCircuitBreaker(clock, () => 0.5, null)
    const { signal } = new AbortController()
    const asked: number[] = []
    const follow = async () => {
      for (;;) {
        await breaker.admit(signal, () => {})
        if (!breaker.isOpen()) return
        asked.push(clock.now())
        // Its request fails a second later.
        await new Promise<void>((resolve) => clock.after(1000, resolve))
        breaker.failed()
      }
    }
    breaker.failed()
    for (let index = 0; index < 5; index += 1) void follow()
    for (let second = 0; second < 600; second += 1) await clock.pass(1000)
    const later = asked.filter((at) => at > 100_000)
    expect(later.length).toBeGreaterThan(10)
    expect(later.length).toBeLessThanOrEqual(500 / 30)
    for (const [index, at] of later.entries())
      if (index > 0) expect(at - later[index - 1]!).toBeGreaterThan(30_000)
    breaker.answered()
    await clock.pass(0)
  })

  it('lets all of them ask as soon as the cluster has answered one', async () => {
    const clock = handClock()
    const breaker = createCircuitBreaker(clock, () => 0.5, null)
    const { signal } = new AbortController()
    let free = 0
    breaker.failed()
    await clock.pass(600)
    for (let index = 0; index < 3; index += 1) void breaker.admit(signal, () => {}).then(() => (free += 1))
    await clock.pass(0)
    expect(free).toBe(1)
    breaker.answered()
    await clock.pass(0)
    expect(free).toBe(3)
  })

  it('passes the turn on when the one who had it gives up, and ends a wait that is aborted', async () => {
    const clock = handClock()
    const breaker = createCircuitBreaker(clock, () => 0.5, null)
    const abort = new AbortController()
    const waits: number[] = []
    breaker.failed()
    const aborted = breaker.admit(abort.signal, (at) => waits.push(at))
    abort.abort()
    await aborted
    expect(waits).toEqual([500])
    await clock.pass(600)
    const { signal } = new AbortController()
    let free = 0
    void breaker.admit(signal, () => {}).then(() => (free += 1))
    void breaker.admit(signal, () => {}).then(() => (free += 1))
    await clock.pass(0)
    expect(free).toBe(1)
    breaker.abandoned()
    await clock.pass(0)
    expect(free).toBe(2)
  })

  it('lets one ask as soon as the server takes connections again, and often for a while', async () => {
    const clock = handClock()
    let isThere = false
    let probes = 0
    const breaker = createCircuitBreaker(
      clock,
      () => 0.5,
      () => {
        probes += 1
        return Promise.resolve(isThere)
      },
    )
    const { signal } = new AbortController()
    const asked: number[] = []
    const follow = async () => {
      while (asked.length < 60) {
        await breaker.admit(signal, () => {})
        asked.push(clock.now())
        breaker.failed()
      }
    }
    breaker.failed()
    void follow()
    void follow()
    for (let second = 0; second < 120; second += 1) await clock.pass(1000)
    expect(probes).toBeGreaterThan(30)
    const before = asked.length
    isThere = true
    for (let second = 0; second < 5; second += 1) await clock.pass(1000)
    expect(asked.length - before).toBeGreaterThan(2)
    const probedBefore = probes
    // A server that accepts connections but never responds is a load balancer.
    for (let second = 0; second < 60; second += 1) await clock.pass(1000)
    const settled = asked.length
    expect(settled - before).toBeLessThan(20)
    for (let second = 0; second < 300; second += 1) await clock.pass(1000)
    expect(asked.length - settled).toBeLessThanOrEqual(10)
    expect(probes).toBe(probedBefore)
  })

  it('lasts no longer when someone sets the clock back', async () => {
    const clock = handClock()
    const breaker = createCircuitBreaker(clock, () => 0.5, null)
    breaker.failed()
    const told: number[] = []
    let isAdmitted = false
    void breaker
      .admit(new AbortController().signal, (nextTryAt) => told.push(nextTryAt))
      .then(() => (isAdmitted = true))
    clock.set(-3_600_000)
    await clock.pass(1000)
    expect(isAdmitted).toBe(true)
    breaker.failed()
    void breaker.admit(new AbortController().signal, (nextTryAt) => told.push(nextTryAt))
    expect(told.at(-1)).toBeLessThan(-3_500_000)
  })

  it('stops probing when no one waits anymore', async () => {
    const clock = handClock()
    let probes = 0
    const breaker = createCircuitBreaker(
      clock,
      () => 0.5,
      () => Promise.resolve((probes += 1) < 0),
    )
    const abort = new AbortController()
    breaker.failed()
    breaker.failed()
    const waiting = breaker.admit(abort.signal, () => {})
    abort.abort()
    await waiting
    for (let second = 0; second < 20; second += 1) await clock.pass(1000)
    expect(probes).toBe(0)
  })

  it('begins when an answer breaks off and the server is gone: nobody waits longer than until it is back', async () => {
    const clock = handClock()
    let isThere = false
    const breaker = createCircuitBreaker(
      clock,
      () => 0.5,
      () => Promise.resolve(isThere),
    )
    const { signal } = new AbortController()
    const free: number[] = []
    const follow = async () => {
      await breaker.pauseAfterCut(30_000, signal)
      await breaker.admit(signal, () => {})
      free.push(clock.now())
    }
    void follow()
    await clock.pass(0)
    expect(breaker.isOpen()).toBe(true)
    for (let second = 0; second < 3; second += 1) await clock.pass(1000)
    expect(free.length).toBeLessThanOrEqual(1)
    breaker.failed()
    void follow()
    isThere = true
    for (let second = 0; second < 4; second += 1) await clock.pass(1000)
    expect(free).toHaveLength(2)
  })

  it('does not begin while the server is there: what cuts every answer is not asked again at once', async () => {
    const clock = handClock()
    const breaker = createCircuitBreaker(
      clock,
      () => 0.5,
      () => Promise.resolve(true),
    )
    let isFree = false
    void breaker.pauseAfterCut(30_000, new AbortController().signal).then(() => (isFree = true))
    for (let second = 0; second < 29; second += 1) await clock.pass(1000)
    expect([isFree, breaker.isOpen()]).toEqual([false, false])
    await clock.pass(1000)
    expect([isFree, breaker.isOpen()]).toEqual([true, false])
  })
})
