import { BlockList, isIP } from 'node:net'

/**
 * The proxy that kubectl would take for a server where the kubeconfig names none: HTTPS_PROXY or HTTP_PROXY, unless
 * NO_PROXY or the loopback speaks against it. Empty for none. The rules are those of Go's `httpproxy` package.
 */
export function proxyFromEnvironment(server: URL, environment: Readonly<NodeJS.ProcessEnv>): string {
  const read = (name: string) => environment[name] ?? environment[name.toLowerCase()] ?? ''
  const proxy = (server.protocol === 'https:' ? read('HTTPS_PROXY') : read('HTTP_PROXY')).trim()
  if (proxy === '') return ''
  const host = bare(server.hostname)
  if (isLoopback(host)) return ''
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  const isExcluded = read('NO_PROXY')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && excludes(entry, host, port))
  if (isExcluded) return ''
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

/** Whether a host is this machine by its name or address. */
export function isLoopback(host: string): boolean {
  const name = bare(host)
  return name === 'localhost' || name.startsWith('127.') || name === '::1'
}

/** A proxy's address without its user and password. */
export function withoutSecrets(proxy: string): string {
  if (!URL.canParse(proxy)) return ''
  const { protocol, host } = new URL(proxy)
  return `${protocol}//${host}`
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase()
}

function excludes(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(entry, host)
  const { name, port: onlyPort } = split(entry)
  if (onlyPort !== '' && onlyPort !== port) return false
  if (isIP(name) !== 0) return name === host
  if (name.startsWith('*.')) return host.endsWith(name.slice(1))
  if (name.startsWith('.')) return host.endsWith(name)
  return host === name || host.endsWith(`.${name}`)
}

function split(entry: string): { name: string; port: string } {
  if (isIP(entry) !== 0) return { name: entry, port: '' }
  const [, name = entry, port = ''] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
  return { name: bare(name), port }
}

function isInRange(range: string, host: string): boolean {
  const [address = '', prefix = ''] = range.split('/')
  const family = isIP(host)
  const bits = Number(prefix)
  if (family === 0 || isIP(address) !== family || !Number.isInteger(bits)) return false
  if (prefix === '' || bits < 0 || bits > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(address, bits, kind)
  return list.check(host, kind)
}
