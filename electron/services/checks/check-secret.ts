import type { Found, Mend, SshKeyFault } from '../../../shared/checks.ts'
import type { Credential, Incompatibility } from '../../../shared/credential.ts'
import {
  formatIds,
  formatOf,
  typeDescriptions,
  typeToldBy,
  type CredentialType,
  type KnownFormat,
} from '../../../shared/credential-types/credential-types.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import { readRegistration } from '../../../shared/registration.ts'
import { annotationKeys, runaiLabels } from '../../../shared/runai.ts'
import type { SshKeyReading } from '../../../shared/ssh-key.ts'
import { judgeFitness, keysOf, utf8TextOf } from '../secret-values/judge-fitness.ts'
import { readRegistryLogins } from '../secret-values/read-registry-logins.ts'
import type { FoundSecret, WholeSecret } from '../secret-values/whole-secret.ts'

/** What the check of a secret needs to know about its credential. */
export type CheckedCredential = Pick<Credential, 'type' | 'registryUrl' | 'origin' | 'namespace'>

/** A confidential value with its key. */
export interface HeldValue {
  key: string
  text: string
}

/**
 * Checks one secret on its own. The result contains keys, never values. Secrets that the console manages, or that
 * something unknown registered, never get a fix.
 */
export async function findInSecret(
  { state, secret }: FoundSecret,
  credential: CheckedCredential,
  runaiNamespace: string,
): Promise<Found[]> {
  const { type, origin, registryUrl, namespace } = credential
  const found = [...checkTypeLabel(state.labels, secret, namespace, runaiNamespace)]
  const format = formatIn(type, secret)
  if (type !== null && format !== null) {
    const use = { type, registryUrl, ...(format.id === null ? {} : { format: format.id }) }
    const { incompatibilities, remarks } = judgeFitness(secret, use)
    // The finding about the label already says so.
    const isToldByLabel = found.length > 0
    for (const incompatibility of incompatibilities)
      if (incompatibility.code !== 'secret-type' || !isToldByLabel) found.push(unfit(incompatibility))
    for (const remark of remarks) {
      if (remark.code === 'values-in-annotation')
        found.push({ finding: { code: remark.code }, mend: { kind: 'remove-annotation' } })
      else if (remark.code === 'key-ends-with-newline') found.push(lineBreak(remark.key, secret.isImmutable))
    }
    if (format.form === 'file' && incompatibilities.length === 0)
      found.push(...(await checkSshKey(secret, format)))
  }
  const isKeptElsewhere = origin === 'console' || origin === 'unknown'
  return isKeptElsewhere ? found.map(({ finding }) => ({ finding, mend: null })) : found
}

/** The values of a secret that could also occur elsewhere. Leaves out those that are too short to be distinctive. */
export function heldValues({ secret }: FoundSecret, { type }: Pick<CheckedCredential, 'type'>): HeldValue[] {
  return valuesIn(secret, formatIn(type, secret))
    .map(({ key, text }) => ({ key, text: text.replace(/[\r\n]+$/, '') }))
    .filter(({ text }) => text.length >= shortestValue)
}

/** In characters. Shorter values occur in many places by chance. */
const shortestValue = 8

const unfit = (incompatibility: Incompatibility): Found => ({
  finding: { code: 'unfit', incompatibility },
  mend: null,
})

const lineBreak = (key: string, isImmutable: boolean): Found => ({
  finding: { code: 'line-break', key },
  mend: isImmutable ? null : { kind: 'strip-line-break', key },
})

/** The format in the annotation. If it is missing and the type has several, any keys. */
function formatIn(type: CredentialType | null, { annotations }: WholeSecret): KnownFormat | null {
  if (type === null) return null
  const named = formatIds.find((id) => id === annotations[annotationKeys.format])
  const { formats } = typeDescriptions[type]
  return formatOf(type, named) ?? formatOf(type) ?? formats.find(({ form }) => form === 'entries') ?? null
}

/**
 * Checks for a type label that is missing although the Secret's own type allows only one, or that contradicts the
 * Secret's own type.
 */
function checkTypeLabel(
  labels: Readonly<Record<string, string>>,
  { type: secretType }: WholeSecret,
  namespace: string,
  runaiNamespace: string,
): Found[] {
  const told = typeToldBy(secretType)
  const wanted = told === null ? null : typeDescriptions[told].resource
  const label = runaiLabels.resource
  const problems = readRegistration(labels, namespace, runaiNamespace)?.problems ?? []
  const isMissing = problems.some((problem) => problem.code === 'label-missing')
  const isOther = labels[label] !== undefined && wanted !== null && !servesAs(labels[label], secretType)
  if (!isMissing && !isOther) return []
  const mend: Mend | null = wanted === null ? null : { kind: 'set-type-label', value: wanted }
  return [{ finding: { code: 'type-label', label, wanted }, mend }]
}

/** Whether a Secret of this type is suitable for the type in the label. */
const servesAs = (resource: string, secretType: string): boolean =>
  Object.values(typeDescriptions)
    .filter((each) => each.resource === resource)
    .some(({ formats }) => formats.some(({ servingSecretTypes }) => servingSecretTypes.includes(secretType)))

async function checkSshKey({ data, isImmutable }: WholeSecret, { fields }: KnownFormat): Promise<Found[]> {
  const { inspectSshKey } = await import('../secret-values/inspect-ssh-key.ts')
  return fields.flatMap(({ key: documented, otherKeys }): Found[] => {
    const [key = documented] = keysOf(data, [documented, ...otherKeys])
    const what = sshKeyFault(inspectSshKey(Buffer.from(data[key] ?? '', 'base64')))
    if (what === null) return []
    const mend: Mend | null =
      what === 'no-last-line-break' && !isImmutable ? { kind: 'add-line-break', key } : null
    return [{ finding: { code: 'ssh-key', key, what }, mend }]
  })
}

function sshKeyFault(reading: SshKeyReading): SshKeyFault | null {
  if (reading.kind !== 'key') return reading.kind
  if (reading.isPublic) return 'public'
  if (reading.hasCarriageReturns) return 'carriage-returns'
  return reading.lacksLastLineBreak ? 'no-last-line-break' : null
}

function valuesIn({ type, data }: WholeSecret, format: KnownFormat | null): HeldValue[] {
  if (format?.form === 'registry-login') {
    const key = registryDataKeys[type]
    if (key === undefined || data[key] === undefined) return []
    const form = key === '.dockercfg' ? 'entries' : 'auths'
    const read = readRegistryLogins(Buffer.from(data[key], 'base64'), form)
    const logins = read.kind === 'read' ? [...(read.logins?.values() ?? [])] : []
    return [...new Set(logins.map(({ password }) => password))].map((text) => ({ key, text }))
  }
  const keys =
    format === null || format.form === 'entries'
      ? Object.keys(data)
      : format.fields
          .filter(({ isSecret }) => isSecret)
          .flatMap(({ key, otherKeys }) => keysOf(data, [key, ...otherKeys]))
  return keys.flatMap((key) => {
    const text = utf8TextOf(data[key] ?? '')
    return text === null ? [] : [{ key, text }]
  })
}
