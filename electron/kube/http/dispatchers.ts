import type { SecureContext } from 'node:tls'
import type { buildConnector, Dispatcher } from 'undici'
// Not from undici's entry, which also loads fetch, mocks and caches: half of all code read at a start.
import Agent from 'undici/lib/dispatcher/agent.js'
import { failed } from '../../../shared/failure.ts'
import { TimeLimitError } from './exchange.ts'
import { isForwarded, openConnection } from './open-connection.ts'
import type { OpenRequest, Route } from './open-connection.ts'
import type { ClientCertificate } from '../kubeconfig/pem.ts'
import { proxyAuthorization } from '../kubeconfig/proxy.ts'
import type { ResolvedContext } from '../kubeconfig/resolved-context.ts'
import { authoritiesOf, certificatesOf, machineAuthorities } from '../tls/authorities.ts'
import { createJudgeServer } from '../tls/judge-server.ts'
import type { JudgeServer } from '../tls/judge-server.ts'
import { looseContext, secureContextOf, unusablePem } from '../tls/secure-context.ts'

export interface Dispatchers {
  /** The connection pool for a client certificate; a new certificate closes the old one's pool. */
  get: (clientCertificate: ClientCertificate | null) => Promise<Dispatcher>
  /** Closes all connections. */
  close: () => Promise<void>
}

interface DispatchersDeps {
  context: ResolvedContext
  route: Route
  /** The PEM of the cluster's authority, empty for none. */
  readAuthority: () => Promise<string>
  /** Milliseconds to connect. */
  connectLimit: number
  /** Milliseconds since 1970. */
  now: () => number
  lookUp?: OpenRequest['lookUp'] | undefined
}

/** Less than kube-apiserver keeps an idle connection (90 s), so that we don't reuse one that it is closing. */
const idleConnectionMilliseconds = 60_000

/**
 * Keeps the connection pool of one cluster. Uses HTTP/1.1, where cancelling a request closes its connection
 * immediately.
 */
export function createDispatchers(deps: DispatchersDeps): Dispatchers {
  const { context, route, readAuthority, now } = deps
  let current: { key: string; dispatcher: Dispatcher } | null = null
  const closing = new AbortController()

  const judgeOf = async (authority: string): Promise<JudgeServer | null> => {
    if (context.skipsVerification) return null
    const own = certificatesOf(authority)
    if (authority !== '' && own.length === 0) throw unusablePem(context, context.authority, 'no certificate')
    // Without TLS to the server or a proxy nothing needs verification, and machines trust hundreds of files.
    if (route.server.protocol === 'http:' && route.proxy?.protocol !== 'https:') return null
    const authorities = authority === '' ? await machineAuthorities(context.environment) : authoritiesOf(own)
    return createJudgeServer(authorities, now)
  }

  return {
    get: async (clientCertificate) => {
      const key =
        clientCertificate === null ? '' : `${clientCertificate.certificate}\n${clientCertificate.key}`
      if (current?.key === key) return current.dispatcher
      const judge = await judgeOf(await readAuthority())
      // Another caller may have created the pool while this one read the files.
      if (current?.key === key) return current.dispatcher
      if (closing.signal.aborted) throw failed('cancelled', { operation: 'kube:request' })
      const secure = secureContextOf(context, clientCertificate)
      const made = createPool(deps, { secure, judge, closing: closing.signal })
      void current?.dispatcher.close()
      current = { key, dispatcher: made }
      return made
    },
    close: async () => {
      closing.abort(failed('cancelled', { operation: 'kube:request' }))
      await current?.dispatcher.destroy()
    },
  }
}

/** A cluster that is reached without a network. The caller closes its dispatcher. */
export const dispatchTo = (dispatcher: Dispatcher): Dispatchers => ({
  get: () => Promise.resolve(dispatcher),
  close: () => Promise.resolve(),
})

interface PoolDeps {
  secure: SecureContext | null
  judge: JudgeServer | null
  /** Aborts pending connection attempts; the caller destroys the pool itself. */
  closing: AbortSignal
}

/** A pool of connections over one route. */
export function createPool(
  { route, connectLimit, lookUp }: Pick<DispatchersDeps, 'route' | 'connectLimit' | 'lookUp'>,
  { secure, judge, closing }: PoolDeps,
): Dispatcher {
  const secureToProxy = looseContext()
  const connect: buildConnector.connector = (_, callback) => {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(new TimeLimitError(connectLimit)), connectLimit)
    openConnection({
      route,
      secure,
      secureToProxy,
      judge,
      signal: AbortSignal.any([limit.signal, closing]),
      lookUp,
    })
      .finally(() => clearTimeout(timer))
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new Error('no connection'), null),
      )
  }
  const pool = new Agent({
    keepAliveTimeout: idleConnectionMilliseconds,
    allowH2: false,
    pipelining: 1,
    connections: null,
    connect,
  })
  return route.proxy !== null && isForwarded(route) ? forwarding(pool, route.proxy) : pool
}

/** An HTTP proxy gets requests to a server without TLS directly: with the full URL and the proxy's login. */
function forwarding(pool: Agent, proxy: URL): Dispatcher {
  const login = proxyAuthorization(proxy)
  return pool.compose((dispatch) => (options, handler) => {
    const headers = { ...(options.headers as Record<string, string | string[]>) }
    if (login !== '') headers['proxy-authorization'] = login
    return dispatch({ ...options, path: `${String(options.origin)}${options.path}`, headers }, handler)
  })
}
