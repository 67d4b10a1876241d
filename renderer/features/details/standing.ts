import type { Failure } from '../../../shared/failure.ts'
import type { Presence } from './open-details.ts'

/**
 * What is known of the credential that is looked at: it is there; its secret is there and no credential anymore
 * (`released`, or `unregistered` too); it may not be read anymore; nothing is there; another secret has its name; or
 * that is being asked.
 */
export type Standing = 'there' | 'released' | 'unregistered' | 'hidden' | 'gone' | 'replaced' | 'unknown'

/** What the list and the cluster say together. `failure` is that of the last read of the Secret. */
export function standingOf(
  presence: Presence,
  { failure, isReading, isRead }: { failure: Failure | null; isReading: boolean; isRead: boolean },
): Standing {
  if (presence === 'released' || presence === 'replaced') return presence
  if (failure?.code === 'forbidden') return 'hidden'
  if (failure?.code === 'secret-gone') return 'gone'
  if (presence === 'there') return 'there'
  return isReading || !isRead ? 'unknown' : 'unregistered'
}

/** Whether its Secret is there and can be asked for: what reads it can work. */
export const canAskForSecret = (standing: Standing): boolean =>
  standing === 'there' || standing === 'released' || standing === 'unregistered'
