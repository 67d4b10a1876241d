import { isField, isGoJson, jsonKindOf, membersOf, jsonTextOf } from './go-json.ts'

/** One entry of a Docker configuration as the kubelet sees it. It holds values: it stays in the function that reads. */
export interface RegistryLogin {
  username: string
  password: string
  /** It holds a token, which the kubelet does not read. */
  hasToken: boolean
}

/** Why the kubelet refuses a configuration as a whole, whichever entry is at fault. */
export type RefusalCause =
  /** Not JSON, or not an object. */
  | { what: 'not-json' }
  /** A field that must be a text or an object is something else. `field` is one of Docker's names. */
  | { what: 'field'; field: string; address: string }
  /** `auth` is not base64, or has no colon between a user and a password. */
  | { what: 'auth-not-base64' | 'auth-without-colon'; address: string }

export type RegistryLogins =
  | { kind: 'refused'; cause: RefusalCause }
  /** `null` if there are no entries at all. By address, as written. */
  | { kind: 'read'; logins: ReadonlyMap<string, RegistryLogin> | null; hasStore: boolean }

/** Thrown and caught in this file. */
class Refused extends Error {
  readonly why: RefusalCause
  constructor(why: RefusalCause) {
    super('refused')
    this.why = why
  }
}

/**
 * Reads the data of a registry secret as the kubelet does (Kubernetes' `pkg/credentialprovider/config.go`, by Go's
 * `encoding/json`). `form` is the newer one, with `auths` around its entries, or the older one without.
 */
export function readRegistryLogins(data: Uint8Array, form: 'auths' | 'entries'): RegistryLogins {
  // Go reads bytes that are no text too, each as a replacement character.
  const json = new TextDecoder('utf-8', { ignoreBOM: true }).decode(data)
  if (!isGoJson(json)) return { kind: 'refused', cause: { what: 'not-json' } }
  try {
    if (form === 'entries') return { kind: 'read', logins: readEntries(json, null, true), hasStore: false }
    return readConfiguration(json)
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', cause: error.why }
    throw error
  }
}

type Logins = Map<string, RegistryLogin> | null

function readConfiguration(json: string): RegistryLogins {
  const kind = jsonKindOf(json)
  if (kind !== 'object' && kind !== 'null') throw new Refused({ what: 'not-json' })
  let logins: Logins = null
  let hasStore = false
  for (const { name, value } of kind === 'null' ? [] : membersOf(json)) {
    // A second one adds to the first; null takes all away.
    if (isField(name, 'auths')) logins = readEntries(value, logins, false)
    else if (isField(name, 'HttpHeaders')) checkHeaders(value)
    else if (name === 'credsStore' || name === 'credHelpers') hasStore = true
  }
  return { kind: 'read', logins, hasStore }
}

function readEntries(json: string, before: Logins, isWhole: boolean): Logins {
  const kind = jsonKindOf(json)
  if (kind === 'null') return null
  if (kind !== 'object')
    throw new Refused(isWhole ? { what: 'not-json' } : { what: 'field', field: 'auths', address: '' })
  const logins = before ?? new Map<string, RegistryLogin>()
  for (const { name, value } of membersOf(json)) logins.set(name, readEntry(name, value))
  return logins
}

function readEntry(address: string, json: string): RegistryLogin {
  const kind = jsonKindOf(json)
  if (kind !== 'object' && kind !== 'null') throw new Refused({ what: 'field', field: '', address })
  const fields = { username: '', password: '', email: '', auth: '' }
  let hasToken = false
  for (const { name, value } of kind === 'null' ? [] : membersOf(json)) {
    if (name === 'identitytoken' || name === 'registrytoken') hasToken = true
    for (const field of ['username', 'password', 'email', 'auth'] as const) {
      if (!isField(name, field) || jsonKindOf(value) === 'null') continue
      if (jsonKindOf(value) !== 'text') throw new Refused({ what: 'field', field, address })
      fields[field] = jsonTextOf(value)
    }
  }
  const { username, password, auth } = fields
  return { ...(auth === '' ? { username, password } : readAuth(auth, address)), hasToken }
}

function checkHeaders(json: string): void {
  const kind = jsonKindOf(json)
  const isRead =
    kind === 'null' ||
    (kind === 'object' && membersOf(json).every(({ value }) => ['text', 'null'].includes(jsonKindOf(value))))
  if (!isRead) throw new Refused({ what: 'field', field: 'HttpHeaders', address: '' })
}

/** `auth` stands for both fields, whatever they hold. */
function readAuth(auth: string, address: string): Pick<RegistryLogin, 'username' | 'password'> {
  const bytes = decodeBase64(auth)
  if (bytes === null) throw new Refused({ what: 'auth-not-base64', address })
  // Bytes as characters: the login needs not be text.
  const login = bytes.toString('latin1')
  const colon = login.indexOf(':')
  if (colon < 0) throw new Refused({ what: 'auth-without-colon', address })
  return { username: login.slice(0, colon), password: login.slice(colon + 1) }
}

/** Base64 as Go decodes it: with its padding where it ends with one, else without; line breaks count for nothing. */
function decodeBase64(text: string): Buffer | null {
  const plain = text.replace(/[\r\n]/g, '')
  const [, digits, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(plain) ?? []
  if (digits === undefined || digits.length % 4 === 1) return null
  const missing = (4 - (digits.length % 4)) % 4
  if (padding !== '' && padding?.length !== missing) return null
  return Buffer.from(digits, 'base64')
}

/** A part of a login from `auth` has a character for each byte: where those are UTF-8, the text that they mean. */
export function loginText(part: string): string {
  if (!/[\x80-\xff]/.test(part) || /[^\0-\xff]/.test(part)) return part
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'latin1'))
  } catch {
    return part
  }
}
