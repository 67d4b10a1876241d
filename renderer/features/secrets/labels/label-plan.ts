import {
  credentialTypes,
  typeDescriptions,
  typeToldBy,
  type CredentialType,
} from '../../../../shared/credential-types/credential-types.ts'
import { secretTypeReason } from '../../../../shared/failure-text/incompatibility-text.ts'
import type { SecretRow } from '../../../../shared/credential.ts'

/** Types for which an existing secret can be claimed. */
const registrable = credentialTypes.filter((type) => typeDescriptions[type].takesExisting)

/** A secret that a change leaves out, and why. */
interface LeftOut {
  secret: SecretRow
  reason: string
}

/** Which of the chosen secrets a change includes, and which not. */
export interface LabelPlan {
  taken: readonly SecretRow[]
  leftOut: readonly LeftOut[]
}

/** Returns why nothing may be changed in a namespace. Empty if it may, or if that is unknown. */
export type ReasonAgainst = (namespace: string) => string

function plan(secrets: readonly SecretRow[], reasonOf: (secret: SecretRow) => string): LabelPlan {
  const taken: SecretRow[] = []
  const leftOut: LeftOut[] = []
  for (const secret of secrets) {
    const reason = secret.deleting ? 'It’s being deleted' : reasonOf(secret)
    if (reason === '') taken.push(secret)
    else leftOut.push({ secret, reason })
  }
  return { taken, leftOut }
}

/** Which secrets can be registered for a type. Without a type, those that are suitable for any. */
export function planRegister(
  secrets: readonly SecretRow[],
  type: CredentialType | null,
  reasonAgainst: ReasonAgainst,
): LabelPlan {
  return plan(secrets, ({ namespace, secretType }) => {
    const reason = reasonAgainst(namespace)
    if (reason !== '') return reason
    return type === null ? unfitReason(secretType) : secretTypeReason(secretType, type)
  })
}

export const planUnregister = (secrets: readonly SecretRow[], reasonAgainst: ReasonAgainst): LabelPlan =>
  plan(secrets, ({ namespace }) => reasonAgainst(namespace))

function unfitReason(secretType: string): string {
  const isServing = registrable.some((type) => secretTypeReason(secretType, type) === '')
  return isServing ? '' : `${secretType} doesn’t fit any type of credential`
}

/** A type of credential as a choice: how many of the secrets are suitable, and why it can't be chosen if none is. */
export interface TypeChoice {
  type: CredentialType
  fitting: number
  reason: string
}

export function typeChoices(secrets: readonly SecretRow[]): TypeChoice[] {
  return registrable.map((type) => {
    const reasons = secrets.map(({ secretType }) => secretTypeReason(secretType, type))
    const fitting = reasons.filter((reason) => reason === '').length
    return { type, fitting, reason: fitting > 0 ? '' : [...new Set(reasons)].join('; ') }
  })
}

/** The single type that the Secrets' own types imply. `null` if there is none, or more than one. */
export function proposedType(secrets: readonly SecretRow[]): CredentialType | null {
  const told = new Set(secrets.map(({ secretType }) => typeToldBy(secretType)))
  const [only] = told
  return told.size === 1 ? (only ?? null) : null
}

/** A reason as a sentence. It may begin with kubectl output, which isn't capitalized. */
export const reasonSentence = (reason: string): string =>
  reason === '' || reason.endsWith('.') ? reason : `${reason}.`

/** Groups those left out by reason, in order of first occurrence. */
export function leftOutByReason(leftOut: readonly LeftOut[]): { reason: string; names: string[] }[] {
  const reasons = new Map<string, string[]>()
  for (const { secret, reason } of leftOut) {
    const names = reasons.get(reason)
    if (names === undefined) reasons.set(reason, [secret.kubernetesName])
    else names.push(secret.kubernetesName)
  }
  return [...reasons].map(([reason, names]) => ({ reason, names }))
}
