import { BlockList, isIP } from 'node:net'

/** A proxy from the environment. */
interface EnvironmentProxy {
  /** The variable's name as it is set. */
  variable: string
  proxy: string
}

/**
 * The proxy that kubectl would use if the kubeconfig sets none: HTTPS_PROXY or HTTP_PROXY, unless NO_PROXY excludes the
 * server or it is a loopback address. `null` for none. The rules are those of Go's `httpproxy` package.
 */
export function proxyFromEnvironment(
  server: URL,
  environment: Readonly<NodeJS.ProcessEnv>,
): EnvironmentProxy | null {
  const find = (name: string) => [name, name.toLowerCase()].find((one) => (environment[one] ?? '') !== '')
  const isSecure = server.protocol === 'https:'
  const variable = find(isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (variable === undefined) return null
  const host = bare(server.hostname)
  if (isLoopback(host)) return null
  const port = server.port || (isSecure ? '443' : '80')
  const entries = (environment[find('NO_PROXY') ?? ''] ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
  if (entries.some((entry) => entry !== '' && excludes(entry, host, port))) return null
  const proxy = environment[variable] ?? ''
  return { variable, proxy: /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(proxy) ? proxy : `http://${proxy}` }
}

/** A process started by a web server gets HTTP_PROXY from the client's headers, so Go ignores it there. */
export function isFromCgi({ variable }: EnvironmentProxy, environment: Readonly<NodeJS.ProcessEnv>): boolean {
  return /^http_proxy$/i.test(variable) && (environment['REQUEST_METHOD'] ?? '') !== ''
}

/** Why a proxy's address can't be used; `null` if it can. */
export function proxyMistake(proxy: string, schemes: readonly string[]): string | null {
  if (/[\s\\]/.test(proxy) || !URL.canParse(proxy)) return 'not a URL'
  const url = new URL(proxy)
  if (!schemes.includes(url.protocol.slice(0, -1))) return `none of ${schemes.join(', ')}`
  if (url.hostname === '') return 'without a host'
  const written = /^[^/]*\/\/([^/?#]*)@/.exec(proxy)?.[1] ?? ''
  if (!/^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-f]{2})*$/i.test(written))
    return 'a username or password with characters that need percent-encoding'
  const { user = '', password = '' } = proxyLogin(url) ?? {}
  const isForSocks = url.protocol.startsWith('socks5') && proxyLogin(url) !== null
  const isTooLong = Buffer.byteLength(user) > 255 || Buffer.byteLength(password) > 255
  if (isForSocks && (user === '' || isTooLong)) return 'a username or password that SOCKS5 doesn’t support'
  return null
}

/** User and password of a proxy's address, decoded; `null` if it has none. */
export function proxyLogin({ username, password }: URL): { user: string; password: string } | null {
  if (username === '' && password === '') return null
  return { user: decoded(username), password: decoded(password) }
}

/** The header that signs in to an HTTP proxy; empty if its address has no user. */
export function proxyAuthorization(proxy: URL): string {
  const login = proxyLogin(proxy)
  if (login === null) return ''
  return `Basic ${Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64')}`
}

/** Whether a host is a loopback name or address. */
export function isLoopback(host: string): boolean {
  const name = bare(host)
  return name === 'localhost' || (isIP(name) === 4 && name.startsWith('127.')) || isLoopback6(name)
}

/** A proxy's address without its user and password. */
export function withoutSecrets(proxy: string): string {
  if (!URL.canParse(proxy)) return ''
  const { protocol, host } = new URL(proxy)
  return `${protocol}//${host}`
}

function isLoopback6(name: string): boolean {
  return isIP(name) === 6 && (name === '::1' || /^::ffff:(127\.|7f[0-9a-f]{2}:)/.test(name))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase()
}

function excludes(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(entry, host)
  const { name, port: onlyPort } = split(entry)
  if (name === '' || (onlyPort !== '' && onlyPort !== port)) return false
  if (isIP(name) !== 0) return isSameAddress(name, host)
  if (isIP(host) !== 0) return false
  const suffix = name.replace(/^\*\./, '.')
  if (suffix.startsWith('.')) return host.endsWith(suffix)
  return host === suffix || host.endsWith(`.${suffix}`)
}

/** Like Go's `SplitHostPort`; a text without a port, such as a bare IPv6 address, is all host. */
function split(entry: string): { name: string; port: string } {
  if (isIP(entry) !== 0) return { name: entry, port: '' }
  const [, bracketed, name = bracketed, port] = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(entry) ?? []
  return port === undefined ? { name: entry, port: '' } : { name: name ?? '', port }
}

function isSameAddress(one: string, other: string): boolean {
  const family = isIP(other)
  if (family === 0) return false
  const list = new BlockList()
  list.addAddress(one, isIP(one) === 4 ? 'ipv4' : 'ipv6')
  return list.check(other, family === 4 ? 'ipv4' : 'ipv6')
}

function isInRange(range: string, host: string): boolean {
  const [address = '', prefix = ''] = range.split('/')
  const [kind, family] = [isIP(address), isIP(host)]
  const bits = Number(prefix)
  if (kind === 0 || family === 0 || !/^\d+$/.test(prefix) || bits > (kind === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(address, bits, kind === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
