import { setTimeout as wait } from 'node:timers/promises'
import { failureOf, type FailureCode } from '../../../shared/failure.ts'
import { isWriteRefusal } from '../../kube/failures/write-outcome.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'

/** What reading the object says about a write whose outcome is unknown. */
export type Verdict =
  /** The object is as intended. */
  | 'written'
  /** It wasn't carried out, and sending it again can't do it twice. */
  | 'send-again'
  /** It can't be done anymore. */
  | Error

export interface WriteToSettle {
  /**
   * Sends the write. The cluster must refuse it the second time: a POST with a name, or a PATCH with the version that
   * the decision was based on.
   */
  send: () => Promise<ObjectMetadata>
  /** Reads the current object. `null` if there is none. */
  look: () => Promise<ObjectMetadata | null>
  /**
   * `mayStand`: an answer to this write was lost, so that an object like the intended one may be its result. Otherwise
   * someone else wrote it.
   */
  judge: (found: ObjectMetadata | null, mayStand: boolean) => Verdict
  /** Milliseconds between attempts. */
  pauses?: readonly number[]
}

const usualPauses = [100, 400, 1000, 2000, 4000]

/** The refusals of a write because the object has changed. */
const contested: ReadonlySet<FailureCode> = new Set<FailureCode>(['conflict', 'already-exists', 'not-found'])

/**
 * Sends a write until its outcome is known. After a lost answer it reads the object and never guesses. Rejects with the
 * error of `judge`, with the refusal, or with `outcome-unknown` if an answer was lost and neither reading nor another
 * attempt tells more: if the second attempt didn't get through, that says nothing about the first.
 */
export async function settleWrite(write: WriteToSettle): Promise<ObjectMetadata> {
  const { send, look, judge, pauses = usualPauses } = write
  let lost: Error | null = null
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      const code = failureOf(error)?.code
      if (code === undefined) throw error
      if (code === 'outcome-unknown') lost = error as Error
      if (lost === null && !contested.has(code)) throw error
      const found = await lookAround(look, pauses, attempt)
      // It couldn't be read, so that only the answers to the write itself count.
      if (found === 'unseen') throw lost ?? error
      const verdict = judge(found, lost !== null)
      if (verdict === 'written' && found !== null) return found
      if (verdict instanceof Error) throw verdict
      const pause = pauses[attempt]
      if (lost === null || isWriteRefusal(code)) throw error
      if (pause === undefined) throw lost
      await wait(pause)
    }
  }
}

/** Reads the object. If that fails, retries after each remaining pause. */
async function lookAround(
  look: WriteToSettle['look'],
  pauses: readonly number[],
  from: number,
): Promise<ObjectMetadata | null | 'unseen'> {
  for (let attempt = from; ; attempt += 1) {
    try {
      return await look()
    } catch (error) {
      const code = failureOf(error)?.code
      const pause = pauses[attempt]
      if (code === undefined) throw error
      if (pause === undefined || code === 'forbidden' || code === 'cancelled') return 'unseen'
      await wait(pause)
    }
  }
}
