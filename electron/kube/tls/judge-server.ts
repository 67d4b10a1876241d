import type { TLSSocket } from 'node:tls'
import { readCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { CertificateFault, verifyChain } from './verify-chain.ts'
import type { Authorities } from './verify-chain.ts'

/** Throws a `CertificateFault` if the other side of a finished handshake is not who it must be. */
export type JudgeServer = (socket: TLSSocket, host: string) => void

export const createJudgeServer =
  (authorities: Authorities, now: () => number): JudgeServer =>
  (socket, host) => {
    verifyChain({ sent: sentBy(socket), authorities, host, now: now() })
  }

/** Every certificate that the other side sent, in its order: none is left out, also where it fits nowhere. */
function sentBy(socket: TLSSocket): Certificate[] {
  const sent: Certificate[] = []
  let next = socket.getPeerX509Certificate()
  while (next !== undefined) {
    try {
      sent.push(readCertificate(next.raw))
    } catch {
      throw new CertificateFault('unreadable', null)
    }
    next = next.issuerCertificate
  }
  return sent
}
