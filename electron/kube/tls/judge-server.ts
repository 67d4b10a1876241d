import type { TLSSocket } from 'node:tls'
import { readCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { CertificateFault, verifyChain } from './verify-chain.ts'
import type { Authorities } from './verify-chain.ts'

/** Throws a `CertificateFault` if the peer of a finished handshake isn't the expected one. */
export type JudgeServer = (socket: TLSSocket, host: string) => void

export const createJudgeServer =
  (authorities: Authorities, now: () => number): JudgeServer =>
  (socket, host) => {
    verifyChain({ sent: sentBy(socket), authorities, host, now: now() })
  }

/** All certificates that the peer sent, in order, including any that don't belong to the chain. */
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
