import { connect } from 'node:tls'
import type { DetailedPeerCertificate } from 'node:tls'

const limit = 3000

/**
 * Since when the certificate of a server is expired, ISO 8601; empty where it can't be told. Connects without
 * verification, sends nothing and reads nothing but the certificate. Only for the words of a failure.
 */
export function certificateExpiry(server: URL, servername: string): Promise<string> {
  return new Promise((resolve) => {
    const host = server.hostname.replace(/^\[|\]$/g, '')
    const socket = connect({
      host,
      port: Number(server.port) || 443,
      rejectUnauthorized: false,
      ...(servername === '' ? {} : { servername }),
    })
    const finish = (expiry: string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(expiry)
    }
    const timer = setTimeout(() => finish(''), limit)
    socket.on('error', () => finish(''))
    socket.on('secureConnect', () => finish(firstExpiry(socket.getPeerCertificate(true))))
  })
}

/** Of the certificates of a chain, the date of the first one that is expired. */
function firstExpiry(leaf: DetailedPeerCertificate): string {
  const seen = new Set<string>()
  // The types have it always; an incomplete chain ends without an issuer, a complete one with its own.
  let current = leaf as DetailedPeerCertificate | undefined
  while (current !== undefined && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256)
    const expiry = Date.parse(current.valid_to)
    if (expiry < Date.now()) return new Date(expiry).toISOString()
    current = current.issuerCertificate
  }
  return ''
}
