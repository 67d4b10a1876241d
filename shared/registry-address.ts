/** The address under which Docker keeps the login of Docker Hub. */
export const dockerHubAddress = 'https://index.docker.io/v1/'

const dockerHubHosts = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'hub.docker.com'])

export type RegistryAddressProblem =
  'empty' | 'too-long' | 'space' | 'scheme' | 'user' | 'query' | 'host' | 'port'

/** Longest address that is accepted. */
export const registryAddressLimit = 2048

/**
 * What keeps a text from being the address of a registry: `host[:port][/path]`, with `https://` or `http://` before it
 * or not. `null` where nothing does.
 */
export function registryAddressProblem(address: string): RegistryAddressProblem | null {
  if (address.trim() === '') return 'empty'
  if (address.length > registryAddressLimit) return 'too-long'
  if (/[\s\p{Cc}]/u.test(address)) return 'space'
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return 'scheme'
  const rest = withoutScheme(address)
  const host = rest.split('/')[0] ?? ''
  if (rest.includes('@')) return 'user'
  if (/[?#]/.test(rest)) return 'query'
  const [, name = '', port] = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(.*))?$/i.exec(host) ?? []
  if (!isHost(name)) return 'host'
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return 'port'
  return null
}

function isHost(name: string): boolean {
  if (name.startsWith('[')) return URL.canParse(`http://${name}/`)
  if (name.length > 253) return false
  return name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
}

/** The address that was meant where one of Docker Hub's host names was given; else `null`. */
export function dockerHubHint(address: string): string | null {
  if (address === dockerHubAddress) return null
  const host = withoutScheme(address.trim()).split(/[/:]/)[0]?.toLowerCase() ?? ''
  return dockerHubHosts.has(host) ? dockerHubAddress : null
}

/**
 * Whether two addresses name the same entry of a Docker configuration: container runtimes compare host, port and path
 * and let the scheme, a slash at the end and the API's `/v1` or `/v2` go.
 */
export const isSameRegistry = (a: string, b: string): boolean => plainAddress(a) === plainAddress(b)

function plainAddress(address: string): string {
  const plain = withoutScheme(address.trim())
    .replace(/\/+$/, '')
    .replace(/\/v[12]$/, '')
  const [host = '', ...path] = plain.split('/')
  const lower = host.toLowerCase()
  return [dockerHubHosts.has(lower) ? 'index.docker.io' : lower, ...path].join('/')
}

const withoutScheme = (address: string): string => address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
