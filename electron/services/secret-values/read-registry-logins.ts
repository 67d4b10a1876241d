import { isField, isGoJson, jsonKindOf, membersOf, jsonTextOf } from './go-json.ts'

/**
 * One entry of a Docker configuration as the kubelet sees it. It contains values and must not leave the function that
 * reads it.
 */
export interface RegistryLogin {
  username: string
  password: string
  /** It contains a token, which the kubelet ignores. */
  hasToken: boolean
}

/** Why the kubelet refuses a whole configuration, whichever entry causes it. */
export type RefusalCause =
  /** Not JSON, or not an object. */
  | { what: 'not-json' }
  /** A field that must be a string or an object has another type. `field` is one of Docker's names. */
  | { what: 'field'; field: string; address: string }
  /** `auth` isn't base64, or has no colon between user and password. */
  | { what: 'auth-not-base64' | 'auth-without-colon'; address: string }

type RegistryLogins =
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
 * Reads the data of a registry secret as the kubelet does (Kubernetes' `pkg/credentialprovider/config.go`, with Go's
 * `encoding/json`). `form` is the newer one, with `auths` around its entries, or the older one without.
 */
export function readRegistryLogins(data: Uint8Array, form: 'auths' | 'entries'): RegistryLogins {
  // Go also reads bytes that aren't text, each as a replacement character.
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
    // A second one adds to the first. `null` clears all.
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

/** `auth` replaces both fields, whatever they contain. */
function readAuth(auth: string, address: string): Pick<RegistryLogin, 'username' | 'password'> {
  const bytes = decodeBase64(auth)
  if (bytes === null) throw new Refused({ what: 'auth-not-base64', address })
  // One character per byte, since the login may not be text.
  const login = bytes.toString('latin1')
  const colon = login.indexOf(':')
  if (colon < 0) throw new Refused({ what: 'auth-without-colon', address })
  return { username: login.slice(0, colon), password: login.slice(colon + 1) }
}

/** Decodes base64 like Go: with padding if it ends with `=`, otherwise without. Line breaks are ignored. */
function decodeBase64(text: string): Buffer | null {
  const plain = text.replace(/[\r\n]/g, '')
  const [, digits, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(plain) ?? []
  if (digits === undefined || digits.length % 4 === 1) return null
  const missing = (4 - (digits.length % 4)) % 4
  if (padding !== '' && padding?.length !== missing) return null
  return Buffer.from(digits, 'base64')
}

/** A part of a login from `auth` has one character per byte. Returns the text if the bytes are UTF-8. */
export function loginText(part: string): string {
  if (!/[\x80-\xff]/.test(part) || /[^\0-\xff]/.test(part)) return part
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'latin1'))
  } catch {
    return part
  }
}
