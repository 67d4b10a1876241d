import { openConnection } from './open-connection.ts'
import type { Route } from './open-connection.ts'
import { looseContextFor } from '../tls/secure-context.ts'

/** Time limit of one probe, in milliseconds: a stopped server accepts the connection but sends nothing. */
const probeLimit = 30_000

/**
 * Whether a server accepts a connection, including TLS. It sends no request, so it costs a dead cluster nothing and an
 * identity provider no sign-in. Doesn't verify the certificate; the request that follows does.
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
