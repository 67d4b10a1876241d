import { createSecureContext, getCACertificates } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { Agent, buildConnector, ProxyAgent } from 'undici'
import type { Dispatcher } from 'undici'
import { failed } from '../../shared/failure.ts'
import type { ClientCertificate } from './pem.ts'
import { readableCertificates, reasonOf } from './pem.ts'
import type { PemSource, ResolvedContext } from './resolved-context.ts'

export interface Dispatchers {
  /** The pool of connections for a client certificate; a new certificate closes the pool of the old one. */
  get: (clientCertificate: ClientCertificate | null) => Promise<Dispatcher>
  /**
   * A certificate was not trusted: from now on the machine's own authorities are trusted too, as kubectl does where
   * the kubeconfig names none. False where that changes nothing. Not from the start, since reading them takes long.
   */
  trustMachine: () => boolean
  /** Ends every connection. */
  close: () => Promise<void>
}

export interface DispatchersRequest {
  context: ResolvedContext
  /** The PEM of the cluster's authority, empty for none. */
  readAuthority: () => Promise<string>
  /** Milliseconds until a connection stands. */
  connectLimit: number
}

/** Less than kube-apiserver keeps an idle connection (90 s), so that it is not us who finds it closed. */
const idleConnectionMilliseconds = 60_000

/** Keeps the pool of connections to one cluster. HTTP/1.1: a cancelled request then closes its connection at once. */
export function createDispatchers({ context, readAuthority, connectLimit }: DispatchersRequest): Dispatchers {
  let current: { key: string; dispatcher: Dispatcher } | null = null
  let trustsMachine = false
  let isClosed = false
  return {
    get: async (clientCertificate) => {
      const pem =
        clientCertificate === null ? '' : `${clientCertificate.certificate}\n${clientCertificate.key}`
      const key = `${String(trustsMachine)}\n${pem}`
      if (current?.key === key) return current.dispatcher
      const authority = await readAuthority()
      // Another caller may have made the pool while this one waited for the file.
      if (current?.key === key) return current.dispatcher
      if (isClosed) throw failed('cancelled', { operation: 'kube:request' })
      const secure = secureContextOf(context, authority, clientCertificate, trustsMachine)
      const made = createDispatcher(context, secure, connectLimit)
      void current?.dispatcher.close()
      current = { key, dispatcher: made }
      return made
    },
    trustMachine: () => {
      if (context.authority !== null || trustsMachine) return false
      trustsMachine = true
      return true
    },
    close: async () => {
      isClosed = true
      await current?.dispatcher.destroy()
    },
  }
}

/** A cluster that is reached without a network; whoever made its dispatcher closes it. */
export const dispatchTo = (dispatcher: Dispatcher): Dispatchers => ({
  get: () => Promise.resolve(dispatcher),
  trustMachine: () => false,
  close: () => Promise.resolve(),
})

/** Throws `context-unusable` for PEM that TLS can't take; `undefined` for a server without TLS. */
function secureContextOf(
  context: ResolvedContext,
  authority: string,
  clientCertificate: ClientCertificate | null,
  trustsMachine: boolean,
): SecureContext | undefined {
  if (context.server.startsWith('http:')) return undefined
  const unusable = (source: PemSource | null | undefined, reason: string) => {
    const { field, file } = source ?? { field: '', file: '' }
    return failed('context-unusable', { context: context.name, field, file, reason })
  }
  const authorities = readableCertificates(authority)
  if (authority !== '' && authorities.length === 0) throw unusable(context.authority, 'no certificate')
  const ca = trustsMachine ? machineAuthorities() : authorities
  const trust = ca.length === 0 ? {} : { ca }
  if (clientCertificate === null) return createSecureContext(trust)
  const { certificate: cert, key } = clientCertificate
  const sources = context.clientCertificate
  try {
    createSecureContext({ cert })
  } catch (error) {
    throw unusable(sources?.certificate, reasonOf(error))
  }
  try {
    return createSecureContext({ ...trust, cert, key })
  } catch (error) {
    throw unusable(sources?.key, reasonOf(error))
  }
}

function machineAuthorities(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
}

function createDispatcher(
  context: ResolvedContext,
  secureContext: SecureContext | undefined,
  connectLimit: number,
): Dispatcher {
  const pool = {
    keepAliveTimeout: idleConnectionMilliseconds,
    allowH2: false,
    pipelining: 1,
    connections: null,
  }
  const connect = {
    rejectUnauthorized: !context.skipsVerification,
    ...(secureContext === undefined ? {} : { secureContext }),
    ...(context.tlsServerName === '' ? {} : { servername: context.tlsServerName }),
    timeout: connectLimit,
    allowH2: false,
    keepAliveInitialDelay: 30_000,
  }
  if (context.proxy === '') return new Agent({ ...pool, connect: buildConnector(connect) })
  const uri = context.proxy.replace(/^socks5h:/, 'socks5:')
  return new ProxyAgent({ ...pool, uri, requestTls: connect, connectTimeout: connectLimit })
}
