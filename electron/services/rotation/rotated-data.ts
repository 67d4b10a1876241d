import type { RotationState } from '../../../shared/contract/rotation.ts'
import type { EnteredValue, KeyWithValue } from '../../../shared/contract/wizard.ts'
import { imagesOf, servingAddresses } from '../../../shared/image-registry.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import {
  formatOf,
  type KnownField,
  type KnownFormat,
  type ValueField,
} from '../../../shared/credential-types/credential-types.ts'
import type { Incompatibility } from '../../../shared/credential.ts'
import { isRecord } from '../../kube/core/models.ts'
import { dockerConfigJson } from '../secret-values/docker-config.ts'
import { keysOf } from '../secret-values/judge-fitness.ts'
import { registryConfigIncompatibility } from '../secret-values/judge-registry-config.ts'
import { withLastLineBreak } from '../secret-values/last-line-break.ts'
import { loginText, readRegistryLogins, type RegistryLogin } from '../secret-values/read-registry-logins.ts'
import type { WholeSecret } from '../secret-values/whole-secret.ts'

/** New values as entered. */
export interface NewValues {
  values?: Readonly<Partial<Record<ValueField, string>>> | undefined
  entries?: readonly KeyWithValue[] | undefined
}
/** The changed data keys with their new content, or why this secret can't hold the new values. */
type RotatedData = { data: Record<string, Buffer>; refusal: null } | { data: null; refusal: Incompatibility }

/**
 * The format of a credential. If it has none, or one of another type, the default of its type: keys and values for
 * generic secrets.
 */
export const rotatedFormat = ({ type, format }: Pick<RotationState, 'type' | 'format'>): KnownFormat => {
  const usual = type === 'generic' ? 'keys' : null
  const found = formatOf(type, format ?? usual) ?? formatOf(type, usual)
  if (found === null) throw new Error(`no such format of ${type}`)
  return found
}

/**
 * The content of a secret's data keys with the new values. Keys that have another accepted name keep it. In a registry
 * login with several entries, only those that serve the credential's registry change.
 */
export function rotatedData(
  secret: WholeSecret,
  { form, fields }: KnownFormat,
  registryUrl: string,
  { values = {}, entries = [] }: NewValues,
  bytesOf: (value: EnteredValue) => Buffer,
): RotatedData {
  switch (form) {
    case 'registry-login':
      return rotatedLogin(secret, registryUrl, values)
    case 'fields':
      return rotatedFields(secret, fields, values)
    case 'file': {
      const [field] = fields
      const [entry] = entries
      if (field === undefined || entry === undefined) throw new Error('no file was entered')
      return keyed(secret, field, (key) => ({ [key]: withLastLineBreak(bytesOf(entry.value)) }))
    }
    case 'entries':
      return done(Object.fromEntries(entries.map(({ key, value }) => [key, bytesOf(value)])))
  }
}

const done = (data: Record<string, Buffer>): RotatedData => ({ data, refusal: null })
const refused = (refusal: Incompatibility): RotatedData => ({ data: null, refusal })

/** The single key that contains a field. */
function keyed(
  secret: WholeSecret,
  field: KnownField,
  then: (key: string) => Record<string, Buffer>,
): RotatedData {
  const accepted = [field.key, ...field.otherKeys]
  const keys = keysOf(secret.data, accepted)
  const [key = field.key] = keys
  return keys.length > 1 ? refused({ code: 'key-ambiguous', keys }) : done(then(key))
}

function rotatedFields(
  secret: WholeSecret,
  fields: readonly KnownField[],
  values: NonNullable<NewValues['values']>,
): RotatedData {
  const data: Record<string, Buffer> = {}
  for (const field of fields) {
    const value = values[field.id]
    if (value === undefined) continue
    const found = keyed(secret, field, (key) => ({ [key]: Buffer.from(value) }))
    if (found.data === null) return found
    Object.assign(data, found.data)
  }
  return done(data)
}

function rotatedLogin(
  secret: WholeSecret,
  registryUrl: string,
  { username, password }: NonNullable<NewValues['values']>,
): RotatedData {
  const key = registryDataKeys[secret.type] ?? ''
  const base64 = secret.data[key]
  if (base64 === undefined) return refused({ code: 'key-missing', accepted: [key] })
  const bytes = Buffer.from(base64, 'base64')
  const form = key === '.dockercfg' ? 'entries' : 'auths'
  const read = readRegistryLogins(bytes, form)
  const logins = read.kind === 'read' && read.logins !== null ? read.logins : new Map<string, RegistryLogin>()
  const addresses = servingAddresses([...logins.keys()], imagesOf(registryUrl))
  const json: unknown = addresses.length === 0 ? null : JSON.parse(bytes.toString('utf8'))
  const entries = form === 'auths' && isRecord(json) ? json['auths'] : json
  if (
    !isRecord(json) ||
    !isRecord(entries) ||
    addresses.some((address) => !Object.hasOwn(entries, address))
  ) {
    const why = registryConfigIncompatibility(bytes, key, registryUrl)
    return refused(why ?? { code: 'registry-not-json', key })
  }
  const loginAt = (address: string) => {
    const before = logins.get(address)
    return [
      username ?? loginText(before?.username ?? ''),
      password ?? loginText(before?.password ?? ''),
    ] as const
  }
  const [first = ''] = addresses
  // If kubectl could have created it, the result has kubectl's exact bytes.
  if (form === 'auths' && Object.keys(json).length === 1 && Object.keys(entries).length === 1)
    return done({ [key]: Buffer.from(dockerConfigJson(first, ...loginAt(first))) })
  const replaced = Object.fromEntries(
    Object.entries(entries).map(([address, entry]) =>
      addresses.includes(address) ? [address, entryOf(...loginAt(address))] : [address, entry],
    ),
  )
  return done({
    [key]: Buffer.from(JSON.stringify(form === 'auths' ? { ...json, auths: replaced } : replaced)),
  })
}

const entryOf = (username: string, password: string) => ({
  username,
  password,
  auth: Buffer.from(`${username}:${password}`).toString('base64'),
})
