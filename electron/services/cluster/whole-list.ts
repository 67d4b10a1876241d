import { ExpectedError } from '../../../shared/failure.ts'
import type { OpenList } from './open-list.ts'

/** The list may become complete without sending a message. */
const lookMilliseconds = 250

/**
 * Waits until a list is complete. Rejects with the cluster's failure as soon as the list breaks off or fails, or with
 * the signal's reason. `isCurrent`: a list that was complete but can't be followed anymore isn't enough.
 */
export async function wholeList(
  list: Pick<OpenList, 'isWhole' | 'health'>,
  { isCurrent, signal }: { isCurrent: boolean; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const health = list.health()
    if (health.state === 'failed' || health.state === 'partial') throw new ExpectedError(health.failure)
    if (isCurrent && health.state === 'reconnecting') throw new ExpectedError(health.failure)
    if (list.isWhole() && !(isCurrent && health.state !== 'live')) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, lookMilliseconds)
      signal.addEventListener('abort', done)
    })
  }
}
