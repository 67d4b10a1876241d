import type { Certificate } from './certificate.ts'
import { areNamesAllowed } from './certificate-names.ts'
import { isForHost } from './server-names.ts'

/** Why a certificate was refused. */
type CertificateRule =
  | 'unknown-authority'
  | 'expired'
  | 'not-yet-valid'
  | 'other-host'
  | 'no-authority'
  | 'weak-signature'
  | 'wrong-signature'
  | 'path-too-long'
  | 'name-not-allowed'
  | 'other-purpose'
  | 'unknown-extension'
  | 'key-unsupported'
  | 'key-too-long'
  | 'unreadable'
  | 'too-many-checks'

/** A certificate breaks a rule. */
export class CertificateFault extends Error {
  readonly rule: CertificateRule
  readonly certificate: Certificate | null

  constructor(rule: CertificateRule, certificate: Certificate | null) {
    super(rule)
    this.name = 'CertificateFault'
    this.rule = rule
    this.certificate = certificate
  }
}

/** Finds authorities by their subject. Each is a trust anchor, whatever else it contains. */
export interface Authorities {
  bySubject: (subject: Buffer) => readonly Certificate[]
  has: (certificate: Certificate) => boolean
}

interface ChainRequest {
  /** What the server sent, its own certificate first. */
  sent: readonly Certificate[]
  authorities: Authorities
  /** The name or address that the certificate must have. */
  host: string
  /** Milliseconds since 1970. */
  now: number
}

/** Signature checks per server, so that a hostile chain can't keep this machine busy. */
const mostChecks = 100
const serverPurposes = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'])
const longestRsaKey = 8192

/**
 * Verifies a server's certificate by the rules of Go's `crypto/x509` and `crypto/tls`, like kubectl. Throws a
 * `CertificateFault`. Using these rules instead of the platform's is a decision: docs/decisions/tls.md.
 */
export function verifyChain({ sent, authorities, host, now }: ChainRequest): void {
  const [leaf, ...intermediates] = sent
  if (leaf === undefined) throw new CertificateFault('unreadable', null)
  const tooLong = sent.find(({ rsaBits }) => rsaBits > longestRsaKey)
  if (tooLong !== undefined) throw new CertificateFault('key-too-long', tooLong)
  requireValid(leaf, [], 'leaf', now)
  if (!isForHost(leaf, host)) throw new CertificateFault('other-host', leaf)
  const chains = authorities.has(leaf) ? [[leaf]] : findChains(leaf, { intermediates, authorities, now })
  if (!chains.some(isForServers)) throw new CertificateFault('other-purpose', leaf)
  if (leaf.keyKind === 'unknown') throw new CertificateFault('key-unsupported', leaf)
}

interface Search {
  intermediates: readonly Certificate[]
  authorities: Authorities
  now: number
}

/** All chains from a certificate to an anchor; throws if there is none. */
function findChains(leaf: Certificate, { intermediates, authorities, now }: Search): Certificate[][] {
  let checks = 0
  const faults: CertificateFault[] = []
  const chains: Certificate[][] = []

  const consider = (candidate: Certificate, chain: readonly Certificate[], isAnchor: boolean) => {
    const child = chain.at(-1) ?? leaf
    if (candidate.keyKind === 'unknown' || chain.some((one) => isSame(one, candidate))) return
    checks += 1
    if (checks > mostChecks) throw new CertificateFault('too-many-checks', leaf)
    try {
      requireSigned(child, candidate)
      requireValid(candidate, chain, isAnchor ? 'anchor' : 'intermediate', now)
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error
      faults.push(error)
      return
    }
    if (isAnchor) chains.push([...chain, candidate])
    else extend([...chain, candidate])
  }
  const extend = (chain: readonly Certificate[]) => {
    const child = chain.at(-1) ?? leaf
    for (const anchor of likelyFirst(child, authorities.bySubject(child.issuer)))
      consider(anchor, chain, true)
    const issuers = intermediates.filter(({ subject }) => subject.equals(child.issuer))
    for (const issuer of likelyFirst(child, issuers)) consider(issuer, chain, false)
  }

  extend([leaf])
  if (chains.length === 0) throw faults[0] ?? new CertificateFault('unknown-authority', leaf)
  return chains
}

/** Key identifiers only decide which certificate to try first: a wrong one doesn't exclude it. */
function likelyFirst(
  { authorityKeyId }: Certificate,
  candidates: readonly Certificate[],
): readonly Certificate[] {
  const rank = ({ subjectKeyId }: Certificate) => {
    if (subjectKeyId.length === 0 || authorityKeyId.length === 0) return 1
    return subjectKeyId.equals(authorityKeyId) ? 0 : 2
  }
  return [...candidates].sort((one, other) => rank(one) - rank(other))
}

function isSame(one: Certificate, other: Certificate): boolean {
  return one.subject.equals(other.subject) && one.publicKey.equals(other.publicKey)
}

function requireSigned(child: Certificate, parent: Certificate): void {
  const isNoAuthority = parent.isAuthority === null ? parent.version === 3 : !parent.isAuthority
  if (isNoAuthority || parent.maySignCertificates === false)
    throw new CertificateFault('no-authority', parent)
  if (!child.isSignedStrongly) throw new CertificateFault('weak-signature', child)
  if (!isSignedBy(child, parent)) throw new CertificateFault('wrong-signature', child)
}

function isSignedBy(child: Certificate, parent: Certificate): boolean {
  try {
    return child.x509.verify(parent.x509.publicKey)
  } catch {
    // The algorithm and the key are of different kinds.
    return false
  }
}

function requireValid(
  certificate: Certificate,
  chain: readonly Certificate[],
  place: 'leaf' | 'intermediate' | 'anchor',
  now: number,
): void {
  const fault = (rule: CertificateRule) => new CertificateFault(rule, certificate)
  if (certificate.hasUnknownCritical) throw fault('unknown-extension')
  if (now < certificate.validFrom) throw fault('not-yet-valid')
  if (now > certificate.validUntil) throw fault('expired')
  const { constraints } = certificate
  if (place !== 'leaf' && constraints !== null) {
    const areAllowed = chain.every(({ names }) => names === null || areNamesAllowed(constraints, names))
    if (!areAllowed) throw fault('name-not-allowed')
  }
  if (place === 'intermediate' && certificate.isAuthority !== true) throw fault('no-authority')
  if (chain.length - 1 > certificate.longestPath) throw fault('path-too-long')
}

function isForServers(chain: readonly Certificate[]): boolean {
  return chain.every(
    ({ purposes }) => purposes.length === 0 || purposes.some((one) => serverPurposes.has(one)),
  )
}
