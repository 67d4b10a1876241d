import { openConnection } from './open-connection.ts'
import type { Route } from './open-connection.ts'
import { looseContextFor } from '../tls/secure-context.ts'

/** How long one probe waits, in milliseconds: a server that is paused takes the connection and sends nothing. */
const probeLimit = 30_000

/**
 * Whether a server takes a connection, with its TLS; nothing is asked of it and nothing sent, so that it costs a dead
 * cluster no request and no identity provider a sign-in. The certificate is not judged here: the request that follows
 * does it.
 */
export async function probeTcp(route: Route, signal: AbortSignal): Promise<boolean> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(probeLimit)])
    const socket = await openConnection({
      route,
      secure: looseContextFor(route.server),
      judge: null,
      signal: limited,
    })
    socket.on('error', () => {})
    socket.destroy()
    return true
  } catch {
    return false
  }
}
