import { failed, failureOf } from '../../shared/failure.ts'
import type { ExpectedError } from '../../shared/failure.ts'
import { TimeLimitError } from './exchange.ts'
import { withoutSecrets } from './proxy.ts'

/** Whom an exchange was with, for the words of its failure. */
export interface Peer {
  server: string
  host: string
  user: string
  /** Empty where there is none. */
  proxy: string
  hasClientCertificate: boolean
  /** Milliseconds for a connection to stand. */
  connectLimit: number
}

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
])
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
 * Turns what the network or TLS threw into one of our failures; its own text stays here. What is none of theirs, such
 * as an error of a callback, is a bug and comes back as it is.
 */
export function networkFailure(error: unknown, peer: Peer): unknown {
  if (failureOf(error) !== null) return error
  const { server } = peer
  if (error instanceof TimeLimitError) return failed('no-answer', { server, seconds: error.seconds })
  if (error instanceof SyntaxError)
    return failed('answer-garbled', { server, reason: 'incomplete or no JSON' })
  const code = codeOf(error)
  if (code === '' || code.startsWith('UND_ERR_INVALID')) return error
  const proxied = proxyFailure(error, code, peer)
  if (proxied !== null) return proxied
  if (unresolved.has(code)) return failed('name-not-resolved', { host: peer.host })
  if (unreachable.has(code)) return failed('connection-refused', { server })
  if (cut.has(code)) return failed('connection-cut', { server })
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return failed('no-answer', { server, seconds: Math.ceil(peer.connectLimit / 1000) })
  }
  return tlsFailure(error, code, peer) ?? failed('answer-garbled', { server, reason: code })
}

function tlsFailure(error: unknown, code: string, { server, user, hasClientCertificate }: Peer) {
  if (untrusted.has(code)) return failed('certificate-untrusted', { server, reason: code })
  if (code === 'CERT_HAS_EXPIRED') return failed('certificate-expired', { server, expiredAt: '' })
  if (code === 'CERT_NOT_YET_VALID') return failed('certificate-not-yet-valid', { server, validFrom: '' })
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failed('certificate-other-host', { server, reason: namesOf(error) })
  }
  if (
    aboutClientCertificate.test(code) ||
    (hasClientCertificate && code.includes('ALERT_HANDSHAKE_FAILURE'))
  ) {
    return failed('client-certificate-refused', { user, server })
  }
  const isTls = code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
  return isTls ? failed('tls-failed', { server, reason: code }) : null
}

/** Before an answer, whom one can't connect to is the proxy, wherever there is one. */
function proxyFailure(error: unknown, code: string, { proxy }: Peer): ExpectedError | null {
  if (proxy === '') return null
  const refusal = error instanceof Error ? /Proxy response \((\d+)\)/.exec(error.message)?.[1] : undefined
  const reason = refusal === undefined ? code : `HTTP ${refusal}`
  const isOfProxy =
    refusal !== undefined ||
    /^UND_ERR_(PRX|SOCKS5|CONNECT_TIMEOUT)/.test(code) ||
    unresolved.has(code) ||
    unreachable.has(code)
  return isOfProxy ? failed('proxy-failed', { proxy: withoutSecrets(proxy), reason }) : null
}

/** The most telling code of an error and its causes. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return ''
  const cause = error.cause instanceof Error ? codeOf(error.cause) : ''
  if (error.name === 'HTTPParserError') return 'no HTTP'
  const own = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (own === '' || own === 'UND_ERR_SOCKET') && cause !== '' ? cause : own
}

/** The names in the server's certificate. */
function namesOf(error: unknown): string {
  const certificate = error instanceof Error && 'cert' in error ? error.cert : undefined
  const names =
    typeof certificate === 'object' && certificate !== null && 'subjectaltname' in certificate
      ? certificate.subjectaltname
      : undefined
  return typeof names === 'string' ? names.slice(0, 300) : ''
}
