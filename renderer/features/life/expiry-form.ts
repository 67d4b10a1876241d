import { ref, shallowRef } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import type { Failure } from '../../../shared/failure.ts'
import { createExpiryEntry } from '../expiry/expiry-entry.ts'
import { createDecidedChange, isDisputed, type ChangeDeps } from './decided-change.ts'

interface Deps extends ChangeDeps {
  credential: Pick<Credential, 'namespace' | 'kubernetesName' | 'expiresAt'>
}

/** When a credential expires: a day by a person, or the time in its value. */
export function createExpiryForm(deps: Deps) {
  const { api, context, credential } = deps
  const entry = createExpiryEntry(credential.expiresAt)
  const { expiresAt, isBroken } = entry
  const shown = ref(credential.expiresAt)
  const proposals = shallowRef<readonly ExpiryProposal[] | null>(null)
  const proposalFailure = shallowRef<Failure | null>(null)
  const isReading = ref(false)
  const isEdited = () => expiresAt.value !== shown.value
  const change = createDecidedChange(deps, {
    canWrite: () => isEdited() && !isBroken.value,
    onRead(state) {
      const hasDispute = isDisputed({ entered: expiresAt.value, seen: shown.value, now: state.expiresAt })
      if (!isEdited()) entry.take(state.expiresAt)
      shown.value = state.expiresAt
      return hasDispute
    },
    write: (at) => api.life.expire({ context, credential: at, expiresAt: expiresAt.value }),
  })

  return {
    ...change,
    entry,
    proposals,
    proposalFailure,
    isReading,
    /** Reads in the main process what the value says. */
    async propose(): Promise<void> {
      isReading.value = true
      proposalFailure.value = null
      const { namespace, kubernetesName: name } = credential
      const result = await api.life.proposeExpiry({ context, namespace, name })
      isReading.value = false
      if (result.ok) proposals.value = result.value
      else proposalFailure.value = result.failure
    },
    keepMine(): void {
      const state = change.goOnFromTheirs()
      if (state !== null) shown.value = state.expiresAt
    },
    takeTheirs(): void {
      const state = change.goOnFromTheirs()
      if (state === null) return
      shown.value = state.expiresAt
      entry.take(state.expiresAt)
    },
  }
}
