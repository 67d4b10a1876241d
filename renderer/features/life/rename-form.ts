import { computed, ref, shallowRef } from 'vue'
import type { CredentialState } from '../../../shared/contract/life.ts'
import { credentialNameProblem, descriptionProblem } from '../../../shared/credential-fields.ts'
import type { Credential } from '../../../shared/credential.ts'
import { createDecidedChange, isDisputed, type ChangeDeps } from './decided-change.ts'

interface Deps extends ChangeDeps {
  credential: Pick<Credential, 'namespace' | 'kubernetesName' | 'name' | 'description'>
}

/** The new name and description of a credential. What was typed stays until it is saved. */
export function createRenameForm(deps: Deps) {
  const { api, context, credential } = deps
  const name = ref(credential.name)
  const description = ref(credential.description)
  const shown = shallowRef({ name: credential.name, description: credential.description })
  const change = createDecidedChange(deps)
  const { base, theirs, isSaving } = change
  const isEdited = computed(
    () => name.value !== shown.value.name || description.value !== shown.value.description,
  )
  const nameTrouble = computed(() => credentialNameProblem(name.value))
  const descriptionTrouble = computed(() => descriptionProblem(description.value))
  const canSave = computed(
    () =>
      base.value?.rights.patch.allowed === true &&
      theirs.value === null &&
      isEdited.value &&
      !isSaving.value &&
      nameTrouble.value === null &&
      descriptionTrouble.value === null,
  )

  /** Sets what the input is compared with. */
  function show(state: CredentialState, isFilled: boolean): void {
    shown.value = { name: state.name, description: state.description }
    if (!isFilled) return
    name.value = state.name
    description.value = state.description
  }
  function goOn(isFilled: boolean): void {
    const state = change.goOnFromTheirs()
    if (state !== null) show(state, isFilled)
  }

  return {
    ...change,
    name,
    description,
    isEdited,
    nameProblem: nameTrouble,
    descriptionProblem: descriptionTrouble,
    canSave,
    async load(): Promise<void> {
      const state = await change.load()
      if (state === null) return
      const seen = shown.value
      const hasDispute =
        isDisputed({ entered: name.value, seen: seen.name, now: state.name }) ||
        isDisputed({ entered: description.value, seen: seen.description, now: state.description })
      if (name.value === seen.name) name.value = state.name
      if (description.value === seen.description) description.value = state.description
      show(state, false)
      if (hasDispute) theirs.value = state
    },
    async save(): Promise<void> {
      if (!canSave.value) return
      const texts = { name: name.value, description: description.value }
      await change.save((at) => api.life.describe({ context, credential: at, ...texts }))
    },
    /** Continues from their version with what was entered here. */
    keepMine: () => goOn(false),
    /** Replaces what was entered here by their version. */
    takeTheirs: () => goOn(true),
  }
}
