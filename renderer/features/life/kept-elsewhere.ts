import type { Credential } from '../../../shared/credential.ts'
import { isKeptByConsole } from '../../../shared/owners.ts'

/**
 * Why the life of a credential is not changed here, in a sentence: the console keeps it, something unknown made it, or its
 * secret is not there. Empty for what Credenza made or claimed.
 */
export function keptElsewhere(credential: Pick<Credential, 'origin' | 'owner' | 'status'>): string {
  const { origin, status } = credential
  if (isKeptByConsole(credential)) return 'The Run:ai console manages it. Change it there.'
  if (origin !== 'new' && origin !== 'existing')
    return 'Credenza didn’t create it. Change it where it was created.'
  if (status.kind === 'creating') return 'It’s being created.'
  if (status.kind === 'deleting') return 'It’s being deleted.'
  const isGone = status.kind === 'issues' && status.issues.some(({ code }) => code === 'original-gone')
  return isGone ? 'Only its copies are left.' : ''
}
