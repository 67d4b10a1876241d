import { computed, ref, shallowRef } from 'vue'
import type { ExpiryProposal } from '../../../shared/contract/life.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Failure } from '../../../shared/failure.ts'
import { timeValue } from '../../../shared/known-times.ts'
import { createDecidedChange, type ChangeDeps } from './decided-change.ts'

interface Deps extends ChangeDeps {
  credential: Pick<Credential, 'namespace' | 'kubernetesName' | 'expiresAt'>
}

/** A day of this machine's calendar, `2026-12-06`; empty where there is none. */
export function dayOf(time: string | null): string {
  const value = timeValue(time ?? '')
  if (Number.isNaN(value)) return ''
  const date = new Date(value)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The time at which such a day begins here; `null` for no day, and for one that Credenza does not keep. */
export function beginOfDay(day: string): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  const begin = new Date(year, month - 1, date)
  if (Number.isNaN(begin.getTime())) return null
  const time = `${begin.toISOString().slice(0, 19)}Z`
  return Number.isNaN(timeValue(time)) ? null : time
}

/** When a credential expires: a day that a person names, or the time that its value tells. */
export function createExpiryForm(deps: Deps) {
  const { api, context, credential } = deps
  const expiresAt = ref(credential.expiresAt)
  /** What is typed that is no day yet. */
  const isBroken = ref(false)
  const shown = ref(credential.expiresAt)
  const proposals = shallowRef<readonly ExpiryProposal[] | null>(null)
  const proposalFailure = shallowRef<Failure | null>(null)
  const isReading = ref(false)
  const change = createDecidedChange(deps)
  const { base, theirs, isSaving } = change
  const isEdited = computed(() => expiresAt.value !== shown.value)
  const canSave = computed(
    () =>
      base.value?.rights.patch.allowed === true &&
      theirs.value === null &&
      isEdited.value &&
      !isBroken.value &&
      !isSaving.value,
  )

  return {
    ...change,
    expiresAt,
    isBroken,
    canSave,
    proposals,
    proposalFailure,
    isReading,
    async load(): Promise<void> {
      const state = await change.load()
      if (state === null) return
      if (!isEdited.value) expiresAt.value = state.expiresAt
      shown.value = state.expiresAt
    },
    async save(): Promise<void> {
      if (!canSave.value) return
      const time = expiresAt.value
      await change.save((at) => api.life.expire({ context, credential: at, expiresAt: time }))
    },
    /** Takes what a field for days has; empty: none. `isValid`: what is typed is a whole day, or nothing. */
    enter(day: string, isValid: boolean): void {
      if (day === dayOf(expiresAt.value)) {
        isBroken.value = !isValid
        return
      }
      const time = beginOfDay(day)
      isBroken.value = !isValid || (day !== '' && time === null)
      expiresAt.value = time
    },
    take(time: string | null): void {
      isBroken.value = false
      expiresAt.value = time
    },
    /** Reads in the main process what the value tells. */
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
      expiresAt.value = state.expiresAt
      isBroken.value = false
    },
  }
}
