import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import { runNotification } from '../../../shared/notification-text.ts'
import type { StreamSink } from '../stream.ts'
import type { Notifier } from './notifier.ts'

/** In milliseconds. During a shorter run nobody has looked away. */
const longRun = 5000

/** Reports the end of long runs while nobody looks at the window. `count`: how many secrets a run will change. */
export function createRunNotices(notifier: Notifier, now: () => number = () => performance.now()) {
  return <I extends { context: string }, M extends WriteOutcome>(
    run: (input: I, told: StreamSink<M>) => Promise<void>,
    count: (input: I) => number,
  ): typeof run =>
    async (input, told) => {
      const began = now()
      const of = count(input)
      let [done, failed] = [0, 0]
      const send = (outcome: M) => {
        if (outcome.failure === null) done += 1
        else failed += 1
        told.send(outcome)
      }
      try {
        await run(input, { signal: told.signal, send })
      } finally {
        // Whoever cancelled it knows already.
        if (now() - began >= longRun && !told.signal.aborted) {
          const text = runNotification(
            { done, failed, left: of - done - failed },
            notifier.nameOf(input.context),
          )
          notifier.tellAway('notifyRuns', text, { page: 'as-it-is' })
        }
      }
    }
}

export type RunNotices = ReturnType<typeof createRunNotices>
