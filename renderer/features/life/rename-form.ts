import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt, CredentialState } from '../../../shared/contract/life.ts'
import { credentialNameProblem, descriptionProblem } from '../../../shared/credential-fields.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

interface Deps {
  api: Pick<Api, 'life'>
  context: string
  credential: Pick<Credential, 'namespace' | 'kubernetesName' | 'name' | 'description'>
  /** It was written; `undo` takes it back. */
  onSaved: (state: CredentialState, undo: string) => void
}

export const versionOf = ({
  namespace,
  kubernetesName,
  uid,
  resourceVersion,
}: CredentialState): CredentialAt => ({
  ...{ namespace, uid, resourceVersion },
  name: kubernetesName,
})

/**
 * The new name and description of a credential. It is read first, so that what is changed is what stands in the cluster;
 * where someone else changes it before it is saved, `theirs` is their version, and nothing is written until a person has
 * chosen.
 */
export function createRenameForm({ api, context, credential, onSaved }: Deps) {
  const name = ref(credential.name)
  const description = ref(credential.description)
  const base = shallowRef<CredentialState | null>(null)
  const theirs = shallowRef<CredentialState | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isSaving = ref(false)
  let isLeft = false
  const shown = shallowRef({ name: credential.name, description: credential.description })
  const isEdited = computed(
    () => name.value !== shown.value.name || description.value !== shown.value.description,
  )

  /** The credential as it is now; `null` where it can't be had, and `failure` says why. */
  async function look(): Promise<CredentialState | null> {
    const { namespace, kubernetesName } = credential
    const result = await api.life.look({ context, credentials: [{ namespace, name: kubernetesName }] })
    if (isLeft) return null
    const looked = result.ok ? result.value[0] : undefined
    failure.value = result.ok ? (looked?.failure ?? null) : result.failure
    return looked?.state ?? null
  }

  /** Takes a version as that on which the change is decided. */
  function decideOn(state: CredentialState): void {
    base.value = state
    theirs.value = null
    failure.value = null
    shown.value = { name: state.name, description: state.description }
  }

  async function load(): Promise<void> {
    const state = await look()
    if (state === null) return
    const wasEdited = isEdited.value
    decideOn(state)
    if (!wasEdited) fill(state)
  }

  function fill(state: CredentialState): void {
    name.value = state.name
    description.value = state.description
  }

  async function save(): Promise<void> {
    const at = base.value
    if (at === null || !canSave.value) return
    isSaving.value = true
    failure.value = null
    const credentialAt = versionOf(at)
    const result = await api.life.describe({
      ...{ context, credential: credentialAt },
      ...{ name: name.value, description: description.value },
    })
    if (isLeft) return
    if (result.ok) onSaved(result.value.state, result.value.undo)
    else if (result.failure.code !== 'credential-changed') failure.value = result.failure
    else theirs.value = await look()
    isSaving.value = false
  }

  const nameProblem = computed(() => credentialNameProblem(name.value))
  const descriptionTrouble = computed(() => descriptionProblem(description.value))
  const canSave = computed(
    () =>
      base.value?.rights.patch.allowed === true &&
      theirs.value === null &&
      isEdited.value &&
      !isSaving.value &&
      nameProblem.value === null &&
      descriptionTrouble.value === null,
  )

  return {
    name,
    description,
    base,
    theirs,
    failure,
    isSaving,
    isEdited,
    nameProblem,
    descriptionProblem: descriptionTrouble,
    canSave,
    load,
    save,
    /** Goes on from their version with what was entered here. */
    keepMine(): void {
      if (theirs.value !== null) decideOn(theirs.value)
    },
    /** Takes their version in place of what was entered here. */
    takeTheirs(): void {
      const state = theirs.value
      if (state === null) return
      decideOn(state)
      fill(state)
    },
    /** Nothing is heard of it any more. */
    leave: () => void (isLeft = true),
  }
}

export type RenameForm = ReturnType<typeof createRenameForm>
