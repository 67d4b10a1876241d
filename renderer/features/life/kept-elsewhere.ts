import type { Credential } from '../../../shared/credential.ts'
import { isKeptByConsole } from '../../../shared/owners.ts'

/**
 * Why a credential can't be changed here, in a sentence: the console manages it, something unknown created it, or its
 * secret doesn't exist. Empty for what Credenza created or claimed.
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
