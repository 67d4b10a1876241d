import { connect } from 'node:tls'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import { isoTime } from './clock.ts'

/** What a server whose certificate is out of its time tells of itself. Times are ISO 8601, empty where not known. */
export interface ServerLook {
  /** Since when its certificate is expired. */
  expiredAt: string
  /** From when on it is valid, where that is still to come. */
  validFrom: string
  /** What time it is there, as it writes it; empty where it does not say. */
  date: string
}

const limit = 3000
/** An answer's head is far shorter. */
const headLimit = 16 * 1024

/**
 * Looks at a server without verification, only for the words of a failure: at its certificate, and at the time in its
 * answer to a request without any sign-in.
 */
export function lookAtServer(server: URL, servername: string, now: number): Promise<ServerLook> {
  return new Promise((resolve) => {
    const host = server.hostname.replace(/^\[|\]$/g, '')
    const found: ServerLook = { expiredAt: '', validFrom: '', date: '' }
    const socket = connect({
      host,
      port: Number(server.port) || 443,
      rejectUnauthorized: false,
      ...(servername === '' ? {} : { servername }),
    })
    const finish = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(found)
    }
    const timer = setTimeout(finish, limit)
    socket.on('error', finish)
    socket.on('close', finish)
    socket.on('secureConnect', () => {
      Object.assign(found, outOfTime(socket.getPeerCertificate(true), now))
      askForTime(socket, server.host, (date) => {
        found.date = date
        finish()
      })
    })
  })
}

function askForTime(socket: TLSSocket, host: string, tell: (date: string) => void): void {
  let head = ''
  socket.setEncoding('latin1')
  socket.on('data', (piece: string) => {
    head += piece
    const isWhole = head.includes('\r\n\r\n') || head.length > headLimit
    if (isWhole) tell(/^date: *(.{1,60}?) *\r?$/im.exec(head)?.[1] ?? '')
  })
  socket.write(`HEAD /version HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
}

/** Of the certificates of a chain, the date of the first one that is expired, or not valid yet. */
function outOfTime(leaf: DetailedPeerCertificate, now: number): Pick<ServerLook, 'expiredAt' | 'validFrom'> {
  const seen = new Set<string>()
  const found = { expiredAt: '', validFrom: '' }
  // The types have it always; an incomplete chain ends without an issuer, a complete one with its own.
  let current = leaf as DetailedPeerCertificate | undefined
  while (current !== undefined && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256)
    const [from, until] = [Date.parse(current.valid_from), Date.parse(current.valid_to)]
    if (until < now && found.expiredAt === '') found.expiredAt = isoTime(until)
    if (from > now && found.validFrom === '') found.validFrom = isoTime(from)
    current = current.issuerCertificate
  }
  return found
}
