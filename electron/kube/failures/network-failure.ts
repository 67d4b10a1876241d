import { failed, failureOf } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import { TooLargeError } from '../core/bounds.ts'
import { isoTime } from '../../base/clock.ts'
import { TimeLimitError } from '../http/exchange.ts'
import { withoutSecrets } from '../kubeconfig/proxy.ts'
import { ProxyFault } from '../http/through-proxy.ts'
import type { Certificate } from '../tls/certificate.ts'
import { CertificateFault } from '../tls/verify-chain.ts'

/** The other side of an exchange, for the text of a failure. */
interface Peer {
  server: string
  host: string
  user: string
  /** Empty if there is none. */
  proxy: string
  hasClientCertificate: boolean
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'])
const cut = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
])
const unresolved = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])
const aboutClientCertificate =
  /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_|ACCESS_DENIED)/

/**
 * Converts an error of the network or TLS to a failure, without its text. Returns any other error, such as one from a
 * callback, unchanged: it is a bug.
 */
export function networkFailure(error: unknown, peer: Peer): unknown {
  if (failureOf(error) !== null) return error
  const { server } = peer
  if (error instanceof TimeLimitError) return failed('no-answer', { server, seconds: error.seconds })
  if (error instanceof TooLargeError) {
    return failed('answer-too-large', { server, what: error.what, limit: error.limit })
  }
  if (error instanceof SyntaxError)
    return failed('answer-garbled', { server, reason: 'incomplete or invalid JSON' })
  if (error instanceof ProxyFault) return proxyFailure(error.reason, peer)
  if (error instanceof CertificateFault) return certificateFailure(error, server)
  const code = codeOf(error)
  if (code === '' || code.startsWith('UND_ERR_INVALID')) return error
  if (unresolved.has(code)) return failed('name-not-resolved', { host: peer.host })
  if (unreachable.has(code)) return failed('connection-refused', { server })
  if (cut.has(code)) return failed('connection-cut', { server })
  // The operating system gives up an unanswered connection attempt after some minutes.
  if (code === 'ETIMEDOUT') return failed('no-answer', { server, seconds: 0 })
  return tlsFailure(code, peer) ?? failed('answer-garbled', { server, reason: code })
}

function certificateFailure({ rule, certificate }: CertificateFault, server: string): ExpectedError {
  const at = (time: number | undefined) => (time === undefined ? '' : isoTime(time))
  switch (rule) {
    case 'expired':
      return failed('certificate-expired', { server, expiredAt: at(certificate?.validUntil) })
    case 'not-yet-valid':
      return failed('certificate-not-yet-valid', { server, validFrom: at(certificate?.validFrom) })
    case 'other-host':
      return failed('certificate-other-host', { server, reason: namesOf(certificate) })
    default:
      return failed('certificate-untrusted', { server, reason: rule })
  }
}

function tlsFailure(code: string, { server, user, hasClientCertificate }: Peer) {
  if (
    aboutClientCertificate.test(code) ||
    (hasClientCertificate && code.includes('ALERT_HANDSHAKE_FAILURE'))
  ) {
    return failed('client-certificate-refused', { user, server })
  }
  const isTls = code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
  return isTls ? failed('tls-failed', { server, reason: code }) : null
}

const proxyFailure = (reason: string, { proxy }: Peer): ExpectedError =>
  failed('proxy-failed', { proxy: withoutSecrets(proxy), reason })

/** The most specific code of an error and its causes. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return ''
  const cause = error.cause instanceof Error ? codeOf(error.cause) : ''
  if (error.name === 'HTTPParserError') return 'no HTTP'
  const own = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (own === '' || own === 'UND_ERR_SOCKET') && cause !== '' ? cause : own
}

/** The host names in a certificate. */
function namesOf(certificate: Certificate | null): string {
  return (certificate?.x509.subjectAltName ?? '').slice(0, 300)
}
