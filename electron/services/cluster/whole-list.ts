import { ExpectedError } from '../../../shared/failure.ts'
import type { OpenList } from './open-list.ts'

/** The list's last word may come without any message of its own. */
const lookMilliseconds = 250

/**
 * Waits until a list is whole. Rejects as soon as it broke off or failed, with what the cluster said, and with the
 * signal's reason. `isCurrent`: one that was whole but can't be followed anymore is not enough.
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
