/** A clock that stands still until a test moves it. */
export function createManualClock(now = Date.UTC(2026, 10, 24)) {
  const timers = new Set<{ at: number; call: () => void }>()
  return {
    now: () => now,
    after(milliseconds: number, call: () => void): () => void {
      const timer = { at: now + milliseconds, call }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** Milliseconds until the next timer is due; Infinity if none runs. */
    untilNext: (): number => Math.min(...[...timers].map(({ at }) => at - now)),
    /** Moves on and calls what is due on the way, each followed by what it sets off. */
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

/** Lets all that waits for no clock happen; also a few writes to a file. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5)
  })

/**
 * Lets time pass until the work is done; returns its outcome and how long it took by the clock. That moves on only to a
 * timer of the next second, which is what the work may wait for: files are written in their own time.
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
