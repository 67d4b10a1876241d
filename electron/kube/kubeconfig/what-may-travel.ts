import type { Protection } from '../../../shared/protection.ts'
import { isLoopback } from './proxy.ts'
import type { ResolvedContext } from './resolved-context.ts'

type Way = Pick<ResolvedContext, 'server' | 'skipsVerification' | 'proxy'>

/** How the connection of a context protects what travels over it. */
export function protectionOf({ server, skipsVerification, proxy }: Way): Protection {
  const { protocol, hostname } = new URL(server)
  if (protocol === 'https:') return skipsVerification ? 'unverified' : 'verified'
  return proxy === '' && isLoopback(hostname) ? 'local' : 'unencrypted'
}

/**
 * Takes from a context what its connection must not carry. Over one without encryption that is all that signs the user
 * in: no token, no password, no certificate, and no plugin that would be run for one. This machine is no exception, as
 * for kubectl. Impersonation stays, since the user would be allowed more without it.
 */
export function withPermittedIdentity(context: ResolvedContext): ResolvedContext {
  const isEncrypted = new URL(context.server).protocol === 'https:'
  return isEncrypted ? context : { ...context, signIn: { kind: 'none' }, clientCertificate: null }
}
