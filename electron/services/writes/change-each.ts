import { failureOf, type Failure } from '../../../shared/failure.ts'
import type { StreamSink } from '../stream.ts'

/** Changes that are under way at a time. */
const atOnce = 4

/**
 * Changes things a few at a time and tells each outcome. After the signal none is begun anymore; those under way
 * come to their end. `isLast`: one at a time, and none anymore after an outcome of which it holds.
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

/** The failure that a change ended with, `null` if it was done. Rejects with what was not expected. */
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
