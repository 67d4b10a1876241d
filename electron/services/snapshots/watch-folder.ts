import { watch, type FSWatcher } from 'node:fs'

/** Changes within this time are reported once. */
const settleMilliseconds = 300
/** Network drives don't report changes by other machines. */
const lookAgainMilliseconds = 10_000

/**
 * Calls `look` soon after something in a folder changes, and periodically, until the signal is aborted. Calls never
 * overlap.
 */
export function watchFolder(folder: string, look: () => Promise<void>, signal: AbortSignal): void {
  let watcher: FSWatcher | null = null
  let timer: NodeJS.Timeout | null = null
  let isLooking = false
  let changes = 0

  function arm(): void {
    if (watcher !== null || signal.aborted) return
    try {
      watcher = watch(folder, { persistent: false }, () => soon(settleMilliseconds))
      // The folder was deleted. It may come back.
      watcher.on('error', disarm)
    } catch {
      watcher = null
    }
  }

  function disarm(): void {
    watcher?.close()
    watcher = null
  }

  function soon(milliseconds: number): void {
    if (signal.aborted) return
    if (isLooking) {
      changes += 1
      return
    }
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void lookNow(), milliseconds)
    timer.unref()
  }

  async function lookNow(): Promise<void> {
    isLooking = true
    const before = changes
    // Watching a drive that doesn't answer would block this process. Check it first, with a time limit.
    const isThere = await look().then(
      () => true,
      () => false,
    )
    isLooking = false
    if (signal.aborted) return
    if (isThere) arm()
    else disarm()
    soon(changes > before ? settleMilliseconds : lookAgainMilliseconds)
  }

  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer)
    disarm()
  })
  arm()
  soon(lookAgainMilliseconds)
}
