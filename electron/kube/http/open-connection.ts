import type { Socket } from 'node:net'
import { connect as startTls } from 'node:tls'
import type { SecureContext, TLSSocket } from 'node:tls'
import { isIP } from 'node:net'
import { failureOf } from '../../../shared/failure.ts'
import { dial } from './dial.ts'
import type { DialRequest } from './dial.ts'
import type { ResolvedContext } from '../kubeconfig/resolved-context.ts'
import { whenReady } from './socket-steps.ts'
import type { JudgeServer } from '../tls/judge-server.ts'
import { CertificateFault } from '../tls/verify-chain.ts'
import { ProxyFault, tunnelByHttp, tunnelBySocks } from './through-proxy.ts'
import type { Target } from './through-proxy.ts'

/** The route to a server. All connections to it use the same route, so that they look the same to the server. */
export interface Route {
  server: URL
  /** Replaces the server's host in the certificate check and in SNI; empty for none. */
  tlsServerName: string
  /** `null` for none. */
  proxy: URL | null
}

export const routeOf = ({ server, tlsServerName, proxy }: ResolvedContext): Route => ({
  server: new URL(server),
  tlsServerName,
  proxy: proxy === '' ? null : new URL(proxy),
})

export interface OpenRequest {
  route: Route
  /** For the server; `null` without TLS. */
  secure: SecureContext | null
  /** For an https proxy, which must not see the user's client certificate. */
  secureToProxy?: SecureContext
  /** `null` accepts any certificate. */
  judge: JudgeServer | null
  /** Aborted at the time limit or when the caller gives up; `openConnection` rejects with its reason. */
  signal: AbortSignal
  lookUp?: DialRequest['lookUp'] | undefined
}

/**
 * Opens a connection to a server, including its proxy and TLS. Rejects with a `ProxyFault`, a `CertificateFault`, the
 * signal's reason, or the unchanged error of the network.
 */
export async function openConnection(request: OpenRequest): Promise<Socket> {
  const { route, secure, judge, signal } = request
  const { server, proxy, tlsServerName } = route
  const raw = proxy === null ? await dial(dialTo(server, request)) : await throughProxy(proxy, request)
  if (secure === null) return raw
  return secured({ socket: raw, host: tlsServerName || bareHost(server), secure, judge, signal })
}

/** Whether the proxy gets requests directly instead of a tunnel: Go's rule for servers without TLS. */
export function isForwarded({ server, proxy }: Pick<Route, 'server' | 'proxy'>): boolean {
  return proxy !== null && server.protocol === 'http:' && !proxy.protocol.startsWith('socks5')
}

async function throughProxy(proxy: URL, request: OpenRequest): Promise<Socket> {
  const { route, signal, judge, secureToProxy } = request
  try {
    let socket = await dial(dialTo(proxy, request))
    if (proxy.protocol === 'https:' && secureToProxy !== undefined) {
      // tls-server-name applies to the proxy as well: kubectl's rule.
      const host = route.tlsServerName || bareHost(proxy)
      socket = await secured({ socket, host, secure: secureToProxy, judge, signal })
    }
    if (isForwarded(route)) return socket
    const tunnel = proxy.protocol.startsWith('socks5') ? tunnelBySocks : tunnelByHttp
    await tunnel(socket, proxy, addressOf(route.server), signal)
    return socket
  } catch (error) {
    if (error instanceof ProxyFault || failureOf(error) !== null) throw error
    if (error === signal.reason) throw new ProxyFault('ETIMEDOUT')
    if (error instanceof CertificateFault) throw new ProxyFault(`certificate ${error.rule}`)
    throw new ProxyFault(error instanceof Error && 'code' in error ? String(error.code) : 'no connection')
  }
}

interface SecuredRequest {
  socket: Socket
  host: string
  secure: SecureContext
  judge: JudgeServer | null
  signal: AbortSignal
}

async function secured({ socket, host, secure, judge, signal }: SecuredRequest): Promise<TLSSocket> {
  const servername = serverNameOf(host)
  const tls = startTls({
    socket,
    secureContext: secure,
    // The judge verifies the certificate by kubectl's rules before anything is sent: docs/decisions/tls.md.
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    ...(servername === '' ? {} : { servername }),
  })
  await whenReady(tls, 'secureConnect', signal)
  try {
    judge?.(tls, host)
  } catch (error) {
    tls.destroy()
    throw error
  }
  return tls
}

/** The host name for SNI: never an IP address, never with a trailing dot. */
function serverNameOf(host: string): string {
  return isIP(host) === 0 ? host.replace(/\.+$/, '') : ''
}

const ports: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'socks5:': 1080 }
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
const addressOf = (url: URL): Target => ({
  host: bareHost(url),
  port: Number(url.port) || (ports[url.protocol] ?? 443),
})
const dialTo = (url: URL, { signal, lookUp }: OpenRequest): DialRequest => ({
  ...addressOf(url),
  signal,
  ...(lookUp === undefined ? {} : { lookUp }),
})
