import { failureOf, type Failure } from '../../../shared/failure.ts'
import type { StreamSink } from '../stream.ts'

/** Changes in progress at a time. */
const atOnce = 4

/**
 * Changes things a few at a time and reports each outcome. After the signal is aborted it starts no more, but finishes
 * those in progress. With `isLast` it changes one at a time, and stops after an outcome for which `isLast` returns
 * true.
 */
export async function changeEach<T, M>(
  things: readonly T[],
  { send, signal }: StreamSink<M>,
  change: (thing: T) => Promise<M>,
  isLast: ((outcome: M) => boolean) | null = null,
): Promise<void> {
  const waiting = things.values()
  const work = async () => {
    for (const thing of waiting) {
      if (signal.aborted) return
      const outcome = await change(thing)
      send(outcome)
      if (isLast?.(outcome) === true) return
    }
  }
  await Promise.all(Array.from({ length: isLast === null ? atOnce : 1 }, work))
}

/** The failure of a change, `null` if it succeeded. Rejects with unexpected errors. */
export async function failureIn(change: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await change()
    return null
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}
