import type { Protection } from '../../../shared/protection.ts'
import { isLoopback } from './proxy.ts'
import type { ResolvedContext } from './resolved-context.ts'

type Way = Pick<ResolvedContext, 'server' | 'skipsVerification' | 'proxy'>

/** How a context's connection protects its traffic. */
export function protectionOf({ server, skipsVerification, proxy }: Way): Protection {
  const { protocol, hostname } = new URL(server)
  if (protocol === 'https:') return skipsVerification ? 'unverified' : 'verified'
  return proxy === '' && isLoopback(hostname) ? 'local' : 'unencrypted'
}

/**
 * Removes from a context what its connection must not carry. Without encryption that is every sign-in: token, password,
 * certificate, and any plugin that would provide one. Like kubectl, it makes no exception for loopback. Impersonation
 * stays, because without it the user would have more permissions.
 */
export function withPermittedIdentity(context: ResolvedContext): ResolvedContext {
  const isEncrypted = new URL(context.server).protocol === 'https:'
  return isEncrypted ? context : { ...context, signIn: { kind: 'none' }, clientCertificate: null }
}
