/** A clock that advances only when a test moves it. */
export function createManualClock(now = Date.UTC(2026, 10, 24)) {
  const timers = new Set<{ at: number; call: () => void }>()
  return {
    now: () => now,
    elapsed: () => now,
    after(milliseconds: number, call: () => void): () => void {
      const timer = { at: now + milliseconds, call }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** Milliseconds until the next timer is due; Infinity without timers. */
    untilNext: (): number => Math.min(...[...timers].map(({ at }) => at - now)),
    /** Advances the clock and runs each due timer in order, with what it triggers. */
    async pass(milliseconds: number): Promise<void> {
      const end = now + milliseconds
      for (;;) {
        await settled()
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.call()
      }
      now = end
      await settled()
    },
  }
}

/** Lets pending work that needs no clock run, including a few file writes. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5)
  })

/**
 * Advances the clock until the work is done; returns its outcome and the time it took by the clock. Advances only to
 * timers within the next second, which the work may be waiting for: file writes take real time.
 */
export async function timedBy<T>(
  clock: ReturnType<typeof createManualClock>,
  work: Promise<T>,
): Promise<{ outcome: T; took: number }> {
  const began = clock.now()
  let isDone = false
  void work.catch(() => undefined).finally(() => (isDone = true))
  while (!isDone) {
    const next = clock.untilNext()
    await (next <= 1000 ? clock.pass(next) : settled())
  }
  return { outcome: await work, took: clock.now() - began }
}
