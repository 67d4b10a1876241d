import type { Clock } from '../../base/clock.ts'

/** How long to wait before retrying what failed, and how late it may run after the machine slept, in milliseconds. */
const longestWait = 60_000

/** Calls `onDue` when something is due. `nextTime` returns milliseconds since 1970, `null` for never. */
export function createDueTimer(clock: Clock, nextTime: () => number | null, call: () => void) {
  let cancel = () => {}
  let isStopped = false

  return {
    /** Call it when the due time may have changed. */
    set(): void {
      cancel()
      const next = nextTime()
      if (next === null || isStopped) return
      const wait = next - clock.now()
      cancel = clock.after(wait > 0 ? Math.min(wait, longestWait) : longestWait, call)
    },
    stop(): void {
      isStopped = true
      cancel()
    },
  }
}
