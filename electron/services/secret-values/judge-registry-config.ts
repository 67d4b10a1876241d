import type { Incompatibility } from '../../../shared/credential.ts'
import { entryPlace, imagesOf, servingAddresses } from '../../../shared/image-registry.ts'
import { readRegistryLogins, type RegistryLogin, type RefusalCause } from './read-registry-logins.ts'

/** How many hosts of other entries are named. */
const namedHosts = 3

/**
 * Why the kubelet couldn't pull a registry's images with a Docker configuration. `null` if it could. While `url` is
 * empty, only problems of the whole configuration are reported. Reports no part of a login, and only the host of
 * addresses.
 */
export function registryConfigIncompatibility(
  data: Uint8Array,
  key: string,
  url: string,
): Incompatibility | null {
  const read = readRegistryLogins(data, key === '.dockercfg' ? 'entries' : 'auths')
  if (read.kind === 'refused') return refusal(read.cause, key)
  const { logins, hasStore } = read
  if (logins === null) return { code: 'registry-without-auths', key }
  if (url === '') return null
  const addresses = servingAddresses([...logins.keys()], imagesOf(url))
  if (addresses.length === 0) return withoutUrl(url, [...logins.keys()])
  const found = addresses.flatMap((address) => logins.get(address) ?? [])
  if (found.some(({ username, password }) => username !== '' && password !== '')) return null
  return emptyLogin(url, found, hasStore)
}

function refusal(cause: RefusalCause, key: string): Incompatibility {
  if (cause.what === 'not-json') return { code: 'registry-not-json', key }
  const field = cause.what === 'field' ? cause.field : 'auth'
  return { code: 'registry-refused', what: cause.what, field, host: hostToTell(cause.address) }
}

function withoutUrl(url: string, addresses: readonly string[]): Incompatibility {
  const hosts = [...new Set(addresses.map(hostToTell).filter((host) => host !== ''))]
  return { code: 'registry-without-url', url, hosts: hosts.slice(0, namedHosts), count: hosts.length }
}

function emptyLogin(url: string, found: readonly RegistryLogin[], hasStore: boolean): Incompatibility {
  const [first] = found
  const missing =
    first === undefined || (first.username === '' && first.password === '')
      ? 'login'
      : first.username === ''
        ? 'username'
        : 'password'
  const instead = found.some(({ hasToken }) => hasToken) ? 'token' : hasStore ? 'store' : 'nothing'
  return { code: 'registry-login-empty', url, missing, instead }
}

/** The host of an entry's address, if it looks like one. Anything else may be a misplaced value. */
function hostToTell(address: string): string {
  const host = entryPlace(address)?.host ?? ''
  return host.length <= 253 && /^[\w*-]+(?:\.[\w*-]+)+(?::\d{1,5})?$|^localhost(?::\d{1,5})?$/.test(host)
    ? host
    : ''
}
