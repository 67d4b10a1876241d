import { connect as connectPlain } from 'node:net'
import { connect as connectSecure } from 'node:tls'

/** So long one knock waits: a server that is paused takes the connection and says nothing until it goes on. */
const knockLimit = 30_000

/**
 * Whether a server takes a connection, with its TLS; nothing is asked of it and nothing sent, so that it costs a dead
 * cluster no request and no identity provider a sign-in. The certificate is of no account here: the request that
 * follows checks it.
 */
export function knock(server: URL, servername: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const isSecure = server.protocol === 'https:'
    const host = server.hostname.replace(/^\[|\]$/g, '')
    const port = Number(server.port) || (isSecure ? 443 : 80)
    const socket = isSecure
      ? connectSecure({ host, port, rejectUnauthorized: false, ...(servername === '' ? {} : { servername }) })
      : connectPlain({ host, port })
    const finish = (isThere: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      socket.destroy()
      resolve(isThere)
    }
    const leave = () => finish(false)
    const timer = setTimeout(leave, knockLimit)
    signal.addEventListener('abort', leave)
    socket.on('error', leave)
    socket.on('close', leave)
    socket.on(isSecure ? 'secureConnect' : 'connect', () => finish(true))
    if (signal.aborted) leave()
  })
}
