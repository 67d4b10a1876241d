import { randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { IssuedCertificate } from '../cluster/certificates.ts'

/** The permissions in a token, in the Distribution project's format. */
export interface Access {
  type: 'repository'
  name: string
  actions: string[]
}

/** Signs tokens that a registry of `startRegistry` trusts. */
export const createSigner =
  (signer: IssuedCertificate, { service, issuer }: { service: string; issuer: string }) =>
  (access: readonly Access[]): string => {
    const seconds = Math.floor(Date.now() / 1000)
    const der = signer.certificate.replace(/-----[^-]+-----|\s/g, '')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = [
      part({ typ: 'JWT', alg: 'ES256', x5c: [der] }),
      part({
        ...{ iss: issuer, sub: 'robot', aud: service, jti: randomUUID(), access },
        ...{ exp: seconds + 600, nbf: seconds - 60, iat: seconds - 60 },
      }),
    ].join('.')
    const signature = sign('sha256', Buffer.from(signed), { key: signer.key, dsaEncoding: 'ieee-p1363' })
    return `${signed}.${signature.toString('base64url')}`
  }

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

export interface HttpsServer {
  port: number
  /** The requests: path with query, and the `Authorization` header. */
  asked: { path: string; authorization: string }[]
  answer: Answer
  stop: () => Promise<void>
}

/** A TLS server that answers as the test says. */
export async function startHttps(tls: IssuedCertificate): Promise<HttpsServer> {
  const server = createServer({ cert: tls.certificate, key: tls.key }, (request, response) => {
    const path = request.url ?? ''
    told.asked.push({ path, authorization: request.headers.authorization ?? '' })
    told.answer(request, response, new URL(path, 'https://localhost'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const told: HttpsServer = {
    port: (server.address() as AddressInfo).port,
    asked: [],
    answer: (_, response) => void response.writeHead(404).end(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return told
}
