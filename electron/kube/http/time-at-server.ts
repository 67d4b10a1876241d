import { openConnection } from './open-connection.ts'
import type { Route } from './open-connection.ts'
import { readFirst } from './socket-steps.ts'
import { looseContextFor } from '../tls/secure-context.ts'

const limit = 3000
/** Bytes; the headers of a response are far shorter. */
const headLimit = 16 * 1024

/**
 * The `Date` header of a server's response to an unauthenticated request; empty if it has none. Doesn't verify the
 * certificate: this is only used to explain why its verification failed.
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
