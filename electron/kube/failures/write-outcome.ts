import { failed, failureOf } from '../../../shared/failure.ts'
import type { Failure, FailureCode } from '../../../shared/failure.ts'

/** Answers that tell for sure that a write was not carried out. */
const refusals: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unauthorized',
  // A sign-in that was refused.
  'clock-wrong',
  'forbidden',
  'not-found',
  'conflict',
  'already-exists',
  'invalid',
  'too-large',
  'quota-exceeded',
  'quota-busy',
  'admission-refused',
  'namespace-terminating',
  'too-many-requests',
  'version-expired',
  'refused',
  'redirected',
  'client-certificate-refused',
])

/**
 * What a write that was sent is told to have met: a refusal is reported as it is; after anything else the cluster may
 * have carried it out all the same. A bug stays one.
 */
export function sentWriteFailure(error: unknown, server: string): unknown {
  const failure = failureOf(error)
  if (failure === null || isWriteRefusal(failure.code) || isBeforeStorage(failure)) return error
  return failed('outcome-unknown', { server, cause: failure.code }, failure.said)
}

/** Whether a failure tells for sure that the write that met it was not carried out. */
export const isWriteRefusal = (code: FailureCode): boolean => refusals.has(code)

/** Webhooks are asked before anything is written: one that can't be reached is a fault with a known outcome. */
function isBeforeStorage({ code, said = '' }: Failure): boolean {
  return code === 'server-error' && said.includes('failed calling webhook')
}
