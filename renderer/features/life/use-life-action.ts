import { computed } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { isKeptByConsole } from '../../../shared/owners.ts'
import { useMayChange } from '../../state/contexts/use-may-change.ts'

/**
 * Whether the life of a credential is changed here at all: not what the console or something unknown keeps, nor what is
 * only its copies. `reason` says why it can't be just now.
 */
export function useLifeAction(credential: () => Credential) {
  const { reason } = useMayChange()
  return { isShown: computed(() => isKeptHere(credential())), reason }
}

/** Whether a credential is one that Credenza made or claimed, and that stands there. */
export const isKeptHere = (credential: Credential): boolean => {
  const { origin, status } = credential
  const isGone = status.kind === 'issues' && status.issues.some(({ code }) => code === 'original-gone')
  const isPassing = status.kind === 'creating' || status.kind === 'deleting'
  return (origin === 'new' || origin === 'existing') && !isKeptByConsole(credential) && !isGone && !isPassing
}
