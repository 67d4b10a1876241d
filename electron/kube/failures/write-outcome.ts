import { failed, failureOf } from '../../../shared/failure.ts'
import type { Failure, FailureCode } from '../../../shared/failure.ts'

/** Failures after which a write was certainly not carried out. */
const refusals: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unauthorized',
  // A refused sign-in.
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
 * The failure to report for a write that was sent: refusals stay unchanged. After any other failure the cluster may
 * have carried the write out, so the outcome is unknown. Bugs stay unchanged.
 */
export function sentWriteFailure(error: unknown, server: string): unknown {
  const failure = failureOf(error)
  if (failure === null || isWriteRefusal(failure.code) || isBeforeStorage(failure)) return error
  return failed('outcome-unknown', { server, cause: failure.code }, failure.said)
}

/** Whether a write with this failure was certainly not carried out. */
export const isWriteRefusal = (code: FailureCode): boolean => refusals.has(code)

/** Webhooks are called before anything is stored, so the outcome is known if one can't be reached. */
function isBeforeStorage({ code, said = '' }: Failure): boolean {
  return code === 'server-error' && said.includes('failed calling webhook')
}
