import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { proxyAuthorization, proxyLogin } from '../kubeconfig/proxy.ts'
import { readFirst } from './socket-steps.ts'
import { addressBytes } from '../tls/server-names.ts'

/** The proxy failed, not the cluster behind it. `reason` is a code or a short word. */
export class ProxyFault extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.name = 'ProxyFault'
    this.reason = reason
  }
}

/** The host that a proxy connects to. The proxy resolves the name. */
export interface Target {
  host: string
  port: number
}

const headLimit = 16 * 1024

/** Asks an HTTP proxy for a tunnel to the target (CONNECT). Throws a `ProxyFault` if it refuses. */
export async function tunnelByHttp(
  socket: Socket,
  proxy: URL,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const authority = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`
  const login = proxyAuthorization(proxy)
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(login === '' ? [] : [`Proxy-Authorization: ${login}`]),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const status = await readFirst(socket, signal, (bytes) => {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) {
      if (bytes.length > headLimit) throw new ProxyFault('no HTTP')
      return null
    }
    const [, code] = /^HTTP\/1\.[01] (\d{3})(?: |\r?$)/m.exec(bytes.toString('latin1', 0, end)) ?? []
    if (code === undefined) throw new ProxyFault('no HTTP')
    return { value: Number(code), length: end + 4 }
  })
  if (status !== 200) {
    socket.destroy()
    throw new ProxyFault(`HTTP ${status}`)
  }
}

const socks = { version: 5, noLogin: 0, login: 2, connect: 1, ipv4: 1, name: 3, ipv6: 4 } as const
const socksReplies: Readonly<Record<number, string>> = {
  1: 'SOCKS general failure',
  2: 'SOCKS not allowed by ruleset',
  3: 'SOCKS network unreachable',
  4: 'SOCKS host unreachable',
  5: 'SOCKS connection refused',
  6: 'SOCKS TTL expired',
  7: 'SOCKS command not supported',
  8: 'SOCKS address type not supported',
}

/** Asks a SOCKS5 proxy for a tunnel to the target. Throws a `ProxyFault` if it refuses. */
export async function tunnelBySocks(
  socket: Socket,
  proxy: URL,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const refuse = (reason: string): never => {
    socket.destroy()
    throw new ProxyFault(reason)
  }
  const take = (length: number) =>
    readFirst(socket, signal, (bytes) =>
      bytes.length < length ? null : { value: Buffer.from(bytes.subarray(0, length)), length },
    )
  const login = proxyLogin(proxy)
  const methods = login === null ? [socks.noLogin] : [socks.noLogin, socks.login]
  socket.write(Buffer.from([socks.version, methods.length, ...methods]))
  const [version, method] = await take(2)
  if (version !== socks.version) refuse('no SOCKS5')
  if (method === socks.login && login !== null) {
    const [user, password] = [Buffer.from(login.user), Buffer.from(login.password)]
    socket.write(Buffer.from([1, user.length, ...user, password.length, ...password]))
    const [, status] = await take(2)
    if (status !== 0) refuse('SOCKS login refused')
  } else if (method !== socks.noLogin) refuse('SOCKS login wanted')

  socket.write(
    Buffer.from([
      socks.version,
      socks.connect,
      0,
      ...socksAddress(target),
      target.port >> 8,
      target.port & 0xff,
    ]),
  )
  const [, reply = 0, , kind] = await take(4)
  if (reply !== 0) refuse(socksReplies[reply] ?? `SOCKS ${reply}`)
  const length = kind === socks.ipv4 ? 4 : kind === socks.ipv6 ? 16 : ((await take(1))[0] ?? 0)
  await take(length + 2)
}

function socksAddress({ host }: Target): number[] {
  const family = isIP(host)
  if (family === 0) {
    const name = Buffer.from(host)
    if (name.length > 255) throw new ProxyFault('SOCKS name too long')
    return [socks.name, name.length, ...name]
  }
  return [family === 4 ? socks.ipv4 : socks.ipv6, ...addressBytes(host)]
}
