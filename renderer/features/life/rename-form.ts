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
  const isEdited = computed(
    () => name.value !== shown.value.name || description.value !== shown.value.description,
  )
  const nameTrouble = computed(() => credentialNameProblem(name.value))
  const descriptionTrouble = computed(() => descriptionProblem(description.value))
  const change = createDecidedChange(deps, {
    canWrite: () => isEdited.value && nameTrouble.value === null && descriptionTrouble.value === null,
    onRead(state) {
      const seen = shown.value
      const hasDispute =
        isDisputed({ entered: name.value, seen: seen.name, now: state.name }) ||
        isDisputed({ entered: description.value, seen: seen.description, now: state.description })
      if (name.value === seen.name) name.value = state.name
      if (description.value === seen.description) description.value = state.description
      show(state, false)
      return hasDispute
    },
    write: (at) =>
      api.life.describe({ context, credential: at, name: name.value, description: description.value }),
  })

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
    nameProblem: nameTrouble,
    descriptionProblem: descriptionTrouble,
    /** Continues from their version with what was entered here. */
    keepMine: () => goOn(false),
    /** Replaces what was entered here by their version. */
    takeTheirs: () => goOn(true),
  }
}
