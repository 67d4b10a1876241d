import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt, CredentialState, Described } from '../../../shared/contract/life.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

export interface ChangeDeps {
  api: Pick<Api, 'life'>
  context: string
  credential: Pick<Credential, 'namespace' | 'kubernetesName'>
  /** It was written. `undo` reverts it. */
  onSaved: (state: CredentialState, undo: string) => void
}

/** Identifies a credential at the version that was read. */
export const versionOf = ({
  namespace,
  kubernetesName,
  uid,
  resourceVersion,
}: CredentialState): CredentialAt => ({
  ...{ namespace, uid, resourceVersion },
  name: kubernetesName,
})

/** Whether a field was entered for a value that someone else has changed by now. */
export const isDisputed = <T>({ entered, seen, now }: { entered: T; seen: T; now: T }): boolean =>
  entered !== seen && now !== seen && now !== entered

interface Fields {
  /** Whether there is something to save, and nothing is wrong with it. */
  canWrite: () => boolean
  /** Takes over the version that was read. Returns whether it disputes a field. */
  onRead: (state: CredentialState) => boolean
  write: (at: CredentialAt) => Promise<Result<Described>>
}

/**
 * A change of one credential that is based on the version in the cluster. If someone else changes it before saving,
 * `theirs` is their version, and nothing is written until a person has chosen. It can be saved while that version is
 * still being read, and is then written as soon as it is known.
 */
export function createDecidedChange({ api, context, credential, onSaved }: ChangeDeps, fields: Fields) {
  const base = shallowRef<CredentialState | null>(null)
  const theirs = shallowRef<CredentialState | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isSaving = ref(false)
  let isLeft = false
  let reading = Promise.resolve()
  const mayWrite = () => {
    const isAllowed = base.value === null ? failure.value === null : base.value.rights.patch.allowed
    return isAllowed && theirs.value === null && fields.canWrite()
  }

  /** The credential's current state. `null` if it can't be read; `failure` says why. */
  async function look(): Promise<CredentialState | null> {
    const { namespace, kubernetesName } = credential
    const result = await api.life.look({ context, credentials: [{ namespace, name: kubernetesName }] })
    if (isLeft) return null
    const looked = result.ok ? result.value[0] : undefined
    failure.value = result.ok ? (looked?.failure ?? null) : result.failure
    return looked?.state ?? null
  }

  function decideOn(state: CredentialState): CredentialState {
    base.value = state
    theirs.value = null
    failure.value = null
    return state
  }

  async function read(): Promise<void> {
    const state = await look()
    if (state !== null && fields.onRead(decideOn(state))) theirs.value = state
  }

  async function write(at: CredentialState): Promise<void> {
    failure.value = null
    const result = await fields.write(versionOf(at))
    if (isLeft) return
    if (result.ok) onSaved(result.value.state, result.value.undo)
    else if (result.failure.code !== 'credential-changed') failure.value = result.failure
    else theirs.value = await look()
  }

  return {
    base,
    theirs,
    failure,
    isSaving,
    canSave: computed(() => !isSaving.value && mayWrite()),
    /** Reads the version that the change is based on. */
    load: (): Promise<void> => (reading = read()),
    async save(): Promise<void> {
      if (isSaving.value || !mayWrite()) return
      isSaving.value = true
      await reading
      if (base.value !== null && !isLeft && mayWrite()) await write(base.value)
      isSaving.value = false
    },
    /** Uses their version as base from now on. `null` if there is none. */
    goOnFromTheirs: (): CredentialState | null => (theirs.value === null ? null : decideOn(theirs.value)),
    /** Further results are ignored. */
    leave: () => void (isLeft = true),
  }
}
