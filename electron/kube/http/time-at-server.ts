import { openConnection } from './open-connection.ts'
import type { Route } from './open-connection.ts'
import { readFirst } from './socket-steps.ts'
import { looseContextFor } from '../tls/secure-context.ts'

const limit = 3000
/** An answer's head is far shorter. */
const headLimit = 16 * 1024

/**
 * What time it is at a server, as it writes it in its answer to a request without any sign-in; empty if it does not
 * say. Its certificate is not judged: this is asked only for the words of a failure of its certificate.
 */
export async function timeAtServer(route: Route): Promise<string> {
  const signal = AbortSignal.timeout(limit)
  try {
    const socket = await openConnection({ route, secure: looseContextFor(route.server), judge: null, signal })
    socket.write(`HEAD /version HTTP/1.1\r\nHost: ${route.server.host}\r\nConnection: close\r\n\r\n`)
    const head = await readFirst(socket, signal, (bytes) => {
      const text = bytes.toString('latin1')
      const isWhole = text.includes('\r\n\r\n') || bytes.length > headLimit
      return isWhole ? { value: text, length: bytes.length } : null
    })
    socket.on('error', () => {})
    socket.destroy()
    return /^date: *(.{1,60}?) *\r?$/im.exec(head)?.[1] ?? ''
  } catch {
    return ''
  }
}
