import { dockerHubAddress, imagesOf, isDockerHub, servingAddresses } from './image-registry.ts'

export type RegistryAddressProblem =
  | 'empty'
  | 'too-long'
  | 'space'
  | 'scheme'
  | 'user'
  | 'query'
  | 'host'
  | 'port'
  | 'not-served'

/** Maximum length of an address. */
export const registryAddressLimit = 2048

/**
 * Why a text isn't a registry address under which the cluster finds a login: `host[:port][/path]`, optionally after
 * `https://` or `http://`. `null` if it is one.
 */
export function registryAddressProblem(address: string): RegistryAddressProblem | null {
  if (address.trim() === '') return 'empty'
  if (address.length > registryAddressLimit) return 'too-long'
  if (/[\s\p{Cc}]/u.test(address)) return 'space'
  const [, scheme, slashes] = /^([a-z][a-z0-9+.-]*):(\/\/?)/i.exec(address) ?? []
  if (scheme !== undefined && (slashes === '/' || !/^https?$/i.test(scheme))) return 'scheme'
  const rest = withoutScheme(address)
  const host = rest.split('/')[0] ?? ''
  if (rest.includes('@')) return 'user'
  if (/[?#]/.test(rest)) return 'query'
  const [, name = '', port] = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(.*))?$/i.exec(host) ?? []
  if (!isHost(name)) return 'host'
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return 'port'
  return servesItself(address) ? null : 'not-served'
}

/** Whether the kubelet finds a login with this address when it pulls images of this registry. */
const servesItself = (address: string) => servingAddresses([address], imagesOf(address)).length > 0

function isHost(name: string): boolean {
  if (name.startsWith('[')) return URL.canParse(`http://${name}/`)
  if (name.length > 253) return false
  return name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
}

/**
 * A better form of an address: the one under which Docker stores the login of Docker Hub, or one without what keeps the
 * kubelet from finding it. `null` if there is none.
 */
export function betterRegistryAddress(address: string): string | null {
  const trimmed = address.trim()
  if (trimmed === dockerHubAddress) return null
  const rest = withoutScheme(trimmed)
  const host = rest.split('/')[0] ?? ''
  if (isDockerHub(host.replace(/:.*$/, ''))) return dockerHubAddress
  const better = `${host.toLowerCase()}${rest.slice(host.length).replace(/^\/v[12]\/?$/, '')}`
  const isBetter = host !== host.toLowerCase() || registryAddressProblem(trimmed) === 'not-served'
  return isBetter && better !== trimmed && registryAddressProblem(better) === null ? better : null
}

const withoutScheme = (address: string): string => address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
