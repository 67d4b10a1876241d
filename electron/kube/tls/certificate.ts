import { X509Certificate } from 'node:crypto'
import { DerError, derBoolean, derElements, derOid, derSequence, derTag } from './der.ts'
import type { DerElement } from './der.ts'
import { readAlternativeNames, readNameConstraints } from './certificate-names.ts'
import type { AlternativeNames, NameConstraints } from './certificate-names.ts'

/** What the verification of a chain needs. Names and key identifiers are compared as the bytes in the certificate. */
export interface Certificate {
  x509: X509Certificate
  subject: Buffer
  issuer: Buffer
  /** The whole public key with its algorithm. */
  publicKey: Buffer
  keyKind: 'rsa' | 'ec' | 'ed25519' | 'unknown'
  /** Bits of an RSA key, else 0. */
  rsaBits: number
  isSignedStrongly: boolean
  version: number
  /** Milliseconds since 1970. */
  validFrom: number
  validUntil: number
  subjectKeyId: Buffer
  authorityKeyId: Buffer
  /** `null` if the certificate doesn't say. */
  isAuthority: boolean | null
  /** How many authorities may come between it and a leaf; `Infinity` for any number. */
  longestPath: number
  /** `null` if the certificate doesn't say. */
  maySignCertificates: boolean | null
  /** Object identifiers of its purposes; empty for any purpose. */
  purposes: readonly string[]
  names: AlternativeNames | null
  constraints: NameConstraints | null
  /** Whether it has a critical extension that isn't supported. */
  hasUnknownCritical: boolean
}

/** Parses a certificate in DER. Throws if kubectl couldn't read it either. */
export function readCertificate(raw: Buffer): Certificate {
  const x509 = new X509Certificate(raw)
  const [body, outerAlgorithm] = derSequence(raw)
  if (body?.tag !== derTag.sequence || outerAlgorithm === undefined) throw new DerError('no certificate')
  const { version, fields, extensions } = bodyOf(body)
  const [serial, algorithm, issuer, , subject, publicKey] = fields
  if (algorithm === undefined || issuer === undefined || subject === undefined || publicKey === undefined)
    throw new DerError('no certificate')
  if (!algorithm.whole.equals(outerAlgorithm.whole)) throw new DerError('two algorithms')
  if (((serial?.content[0] ?? 0) & 0x80) !== 0) throw new DerError('negative serial number')
  const key = x509.publicKey
  const keyKind = kindOf(key.asymmetricKeyType)
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (keyKind === 'ec' && !curves.has(namedCurve)) throw new DerError('unknown curve')
  return {
    x509,
    subject: subject.whole,
    issuer: issuer.whole,
    publicKey: publicKey.whole,
    keyKind,
    rsaBits: keyKind === 'rsa' ? modulusLength : 0,
    isSignedStrongly: isStrong(algorithm),
    version,
    validFrom: Date.parse(x509.validFrom),
    validUntil: Date.parse(x509.validTo),
    ...readExtensions(extensions),
  }
}

const curves = new Set(['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1'])
const kindOf = (type: string | undefined): Certificate['keyKind'] =>
  type === 'rsa' || type === 'ec' || type === 'ed25519' ? type : 'unknown'

function bodyOf({ content }: DerElement) {
  const all = derElements(content)
  const versioned = all[0]?.tag === 0xa0
  const version = versioned ? (derElements(all[0]?.content ?? Buffer.of())[0]?.content[0] ?? 0) + 1 : 1
  const fields = versioned ? all.slice(1) : all
  const last = fields.find(({ tag }) => tag === 0xa3)
  return { version, fields, extensions: last === undefined ? [] : derSequence(last.content) }
}

const hashes = new Set(['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'])
const strong = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.3.101.112',
])
const rsaPss = '1.2.840.113549.1.1.10'

/** SHA-256, SHA-384 and SHA-512, as in Go: neither SHA-1 nor anything older. */
function isStrong(algorithm: DerElement): boolean {
  const [name, parameters] = derElements(algorithm.content)
  if (name === undefined) throw new DerError('no algorithm')
  const id = derOid(name)
  if (strong.has(id)) return true
  if (id !== rsaPss || parameters === undefined) return false
  const hash = derElements(parameters.content).find(({ tag }) => tag === 0xa0)
  const [hashName] = hash === undefined ? [] : derSequence(hash.content)
  return hashName !== undefined && hashes.has(derOid(hashName))
}

type Extensions = Pick<
  Certificate,
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'isAuthority'
  | 'longestPath'
  | 'maySignCertificates'
  | 'purposes'
  | 'names'
  | 'constraints'
  | 'hasUnknownCritical'
>

/** Each parses one extension into `into`, and returns whether it understood all of it. */
const readers: Readonly<Record<string, (value: Buffer, into: Extensions) => boolean>> = {
  '2.5.29.14': (value, into) => {
    into.subjectKeyId = derElements(value)[0]?.content ?? Buffer.of()
    return true
  },
  '2.5.29.15': (value, into) => {
    const bits = derElements(value)[0]?.content ?? Buffer.of()
    // Go ignores a key usage without any bit set.
    if (bits.subarray(1).some((byte) => byte !== 0)) into.maySignCertificates = ((bits[1] ?? 0) & 0x04) !== 0
    return true
  },
  '2.5.29.17': (value, into) => {
    into.names = readAlternativeNames(value)
    const { dns, addresses, mailboxes, uris } = into.names
    return dns.length + addresses.length + mailboxes.length + uris.length > 0
  },
  '2.5.29.19': (value, into) => {
    const fields = derSequence(value)
    const [first] = fields
    into.isAuthority = first?.tag === derTag.boolean && derBoolean(first)
    const length = fields.find(({ tag }) => tag === derTag.integer)
    if (length !== undefined)
      into.longestPath = length.content.readUIntBE(0, Math.min(length.content.length, 6))
    return true
  },
  '2.5.29.30': (value, into) => {
    const { constraints, isUnderstood } = readNameConstraints(value)
    into.constraints = constraints
    return isUnderstood
  },
  '2.5.29.31': () => true,
  '2.5.29.32': () => true,
  '2.5.29.35': (value, into) => {
    into.authorityKeyId = derSequence(value).find(({ tag }) => tag === 0x80)?.content ?? Buffer.of()
    return true
  },
  '2.5.29.37': (value, into) => {
    into.purposes = derSequence(value).map(derOid)
    return true
  },
  '1.3.6.1.5.5.7.1.1': () => true,
}

function readExtensions(extensions: readonly DerElement[]): Extensions {
  const read: Extensions = {
    subjectKeyId: Buffer.of(),
    authorityKeyId: Buffer.of(),
    isAuthority: null,
    longestPath: Infinity,
    maySignCertificates: null,
    purposes: [],
    names: null,
    constraints: null,
    hasUnknownCritical: false,
  }
  const seen = new Set<string>()
  for (const extension of extensions) {
    const fields = derElements(extension.content)
    const [name, second] = fields
    const value = fields.at(-1)
    if (name === undefined || value?.tag !== derTag.octetString) throw new DerError('no extension')
    const id = derOid(name)
    if (seen.has(id)) throw new DerError('an extension twice')
    seen.add(id)
    const isCritical = second?.tag === derTag.boolean && derBoolean(second)
    const isUnderstood = readers[id]?.(value.content, read) ?? false
    if (isCritical && !isUnderstood) read.hasUnknownCritical = true
  }
  return read
}
