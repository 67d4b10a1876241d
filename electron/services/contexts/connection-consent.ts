import { failed } from '../../../shared/failure.ts'
import type { Protection } from '../../../shared/protection.ts'

/** A connection that a person was asked about. */
interface AskedConnection {
  context: string
  server: string
  protection: Protection
}

/** Throws `connection-unsafe` if values can't be sent over a connection until a person has agreed. */
export type RequireSafe = (connection: AskedConnection) => void

/** The unprotected connections over which a person has agreed to send values, until Credenza ends. */
export function createConnectionConsent() {
  const allowed = new Set<string>()
  const keyOf = ({ context, server, protection }: AskedConnection) =>
    JSON.stringify([context, server, protection])
  const require: RequireSafe = (connection) => {
    const { context, server, protection } = connection
    if (protection !== 'unverified' && protection !== 'unencrypted') return
    if (!allowed.has(keyOf(connection))) throw failed('connection-unsafe', { context, server, protection })
  }
  return {
    require,
    allow: (connection: AskedConnection): Promise<null> => {
      allowed.add(keyOf(connection))
      return Promise.resolve(null)
    },
  }
}

export type ConnectionConsent = ReturnType<typeof createConnectionConsent>
