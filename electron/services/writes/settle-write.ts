import { setTimeout as wait } from 'node:timers/promises'
import { failureOf, type FailureCode } from '../../../shared/failure.ts'
import { isWriteRefusal } from '../../kube/failures/write-outcome.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'

/** What a look at the cluster says of a write whose answer did not settle it. */
export type Verdict =
  /** It stands as it was meant. */
  | 'written'
  /** It was not carried out, and sending it again can't do it twice. */
  | 'send-again'
  /** It can't be done anymore. */
  | Error

export interface WriteToSettle {
  /**
   * Sends the write. It must be one that the cluster itself refuses the second time: a POST with a name, or a PATCH
   * with the version it was decided on.
   */
  send: () => Promise<ObjectMetadata>
  /** The object as it is now; `null` if there is none. */
  look: () => Promise<ObjectMetadata | null>
  /**
   * `mayStand`: an answer of this write was lost, so what stands like it may be it. Else what is there was written by
   * someone else.
   */
  judge: (found: ObjectMetadata | null, mayStand: boolean) => Verdict
  /** Milliseconds between tries. */
  pauses?: readonly number[]
}

const usualPauses = [100, 400, 1000, 2000, 4000]

/** How a write is refused where the object is another than the one it was decided on. */
const contested: ReadonlySet<FailureCode> = new Set<FailureCode>(['conflict', 'already-exists', 'not-found'])

/**
 * Sends a write until it is known how it ended: a lost answer is settled by a look at the cluster, never by a guess.
 * Rejects with what `judge` says, with the refusal, or with `outcome-unknown` if an answer was lost and neither a look
 * nor another try tells more: that the second try did not even get there says nothing of the first.
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
      // It couldn't be read, so only the write's own answers are known.
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

/** Looks, and while it can't look, tries again after each pause that is left. */
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
