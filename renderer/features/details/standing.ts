import type { Failure } from '../../../shared/failure.ts'
import type { Presence } from './open-details.ts'

/**
 * What is known about the shown credential: it exists; its secret exists but isn't a credential (`released`, or also
 * `unregistered`); it can't be read anymore; nothing exists; another secret has its name; or a request is under way.
 */
type Standing = 'there' | 'released' | 'unregistered' | 'hidden' | 'gone' | 'replaced' | 'unknown'

/** Combines the list and the cluster. `failure` is that of the last read of the Secret. */
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

/** Whether its Secret exists and can be requested. */
export const canAskForSecret = (standing: Standing): boolean =>
  standing === 'there' || standing === 'released' || standing === 'unregistered'
