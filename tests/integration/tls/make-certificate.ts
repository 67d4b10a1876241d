import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject, KeyPairKeyObjectResult } from 'node:crypto'
import { isIP } from 'node:net'
import { addressBytes } from '../../../electron/kube/tls/server-names.ts'
import { bitString, boolean, integer, oid, sequence, time, tlv } from '../../cluster/der-writer.ts'

/** A certificate with its key, and what it needs to sign others. */
export interface Made {
  pem: string
  /** PKCS #8. */
  key: string
  subject: Buffer
  pair: KeyPairKeyObjectResult
}

type Algorithm = 'sha256' | 'sha384' | 'sha1' | 'md5' | 'pss-sha256' | 'pss-sha1'

/** A certificate for a test. What is absent defaults to a valid one. */
interface Wanted {
  subject: string | Buffer
  pair?: KeyPairKeyObjectResult
  /** Self-signed if absent. */
  by?: Made
  algorithm?: Algorithm
  from?: number
  until?: number
  version?: 1 | 3
  serial?: Buffer
  extensions?: Buffer[]
}

const day = 24 * 3_600_000

export const ecKey = (namedCurve = 'P-256'): KeyPairKeyObjectResult =>
  generateKeyPairSync('ec', { namedCurve })
export const rsaKey = (modulusLength: number): KeyPairKeyObjectResult =>
  generateKeyPairSync('rsa', { modulusLength })

/** `from` and `until` are days from now. */
export function make(wanted: Wanted): Made {
  const { pair = ecKey(), from = -1, until = 30, version = 3, extensions = [] } = wanted
  const subject = typeof wanted.subject === 'string' ? named(wanted.subject) : wanted.subject
  const signer = wanted.by?.pair.privateKey ?? pair.privateKey
  const algorithm = wanted.algorithm ?? 'sha256'
  const identifier = identifierOf(algorithm, signer)
  const body = sequence(
    ...(version === 1 ? [] : [tlv(0xa0, integer(Buffer.from([2])))]),
    integer(wanted.serial ?? Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    identifier,
    wanted.by?.subject ?? subject,
    sequence(time(new Date(Date.now() + from * day)), time(new Date(Date.now() + until * day))),
    subject,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    ...(version === 1 || extensions.length === 0 ? [] : [tlv(0xa3, sequence(...extensions))]),
  )
  const whole = sequence(body, identifier, bitString(signatureOf(algorithm, body, signer)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject,
    pair,
  }
}

const anAuthority = () => [basicConstraints(true), keyUsage(['certSign'])]

/** An authority, self-signed or signed by another one. */
export const authority = (subject: string, more: Partial<Wanted> = {}): Made =>
  make({ subject, extensions: anAuthority(), ...more })

/** A server certificate for this machine's address. */
export const leaf = (by: Made, more: Partial<Wanted> & { names?: string[] } = {}): Made =>
  make({ subject: 'server', by, extensions: [forServers(), names(more.names ?? ['127.0.0.1'])], ...more })

export function named(commonName: string, text: 'utf8' | 'printable' = 'utf8'): Buffer {
  const value = tlv(text === 'utf8' ? 0x0c : 0x13, Buffer.from(commonName))
  return sequence(tlv(0x31, sequence(oid('2.5.4.3'), value)))
}

export const basicConstraints = (isAuthority: boolean, longestPath?: number): Buffer =>
  extension(
    '2.5.29.19',
    sequence(
      ...(isAuthority ? [boolean(true)] : []),
      ...(longestPath === undefined ? [] : [integer(Buffer.from([longestPath]))]),
    ),
    true,
  )

const usages = { digitalSignature: 0x80, certSign: 0x04 } as const
export const keyUsage = (which: (keyof typeof usages)[]): Buffer =>
  extension('2.5.29.15', tlv(0x03, Buffer.from([2, which.reduce((sum, one) => sum | usages[one], 0)])), true)

export const forServers = (): Buffer => purposes('1.3.6.1.5.5.7.3.1')
export const forClients = (): Buffer => purposes('1.3.6.1.5.5.7.3.2')
export const forAnything = (): Buffer => purposes('2.5.29.37.0')
const purposes = (id: string) => extension('2.5.29.37', sequence(oid(id)))

export const names = (all: string[]): Buffer => extension('2.5.29.17', sequence(...all.map(nameOf)))
/** Encoded as a DNS name, whatever it looks like. */
export const dnsName = (name: string): Buffer =>
  extension('2.5.29.17', sequence(tlv(0x82, Buffer.from(name))))

export const subjectKeyId = (id: string): Buffer => extension('2.5.29.14', tlv(0x04, Buffer.from(id)))
export const authorityKeyId = (id: string): Buffer =>
  extension('2.5.29.35', sequence(tlv(0x80, Buffer.from(id))))
export const unknown = (isCritical: boolean): Buffer =>
  extension('1.3.6.1.4.1.55555.1', tlv(0x0c, Buffer.from('?')), isCritical)

/** Ranges have the form `10.0.0.0/255.0.0.0`. */
export function nameConstraints(permitted: string[], excluded: string[] = [], more: Buffer[] = []): Buffer {
  const base = (range: string) => {
    const [address = '', mask] = range.split('/')
    const name =
      mask === undefined
        ? tlv(0x82, Buffer.from(range))
        : tlv(0x87, Buffer.concat([addressBytes(address), addressBytes(mask)]))
    return sequence(name)
  }
  const list = (tag: number, all: Buffer[]) => (all.length === 0 ? [] : [tlv(tag, ...all)])
  const value = sequence(...list(0xa0, [...permitted.map(base), ...more]), ...list(0xa1, excluded.map(base)))
  return extension('2.5.29.30', value, true)
}
export const directoryConstraint = (): Buffer => sequence(tlv(0xa4, named('a folder')))

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(oid(id), ...(isCritical ? [boolean(true)] : []), tlv(0x04, value))
}

/** The same key in the format of older tools, after the block of parameters that openssl writes. */
export function olderKey({ key }: Made): string {
  const text = createPrivateKey(key).export({ type: 'sec1', format: 'pem' }).toString()
  return `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${text}`
}

const nameOf = (name: string) =>
  isIP(name) === 0 ? tlv(0x82, Buffer.from(name)) : tlv(0x87, addressBytes(name))

const identifiers: Readonly<Record<string, string>> = {
  'ec-sha256': '1.2.840.10045.4.3.2',
  'ec-sha384': '1.2.840.10045.4.3.3',
  'ec-sha1': '1.2.840.10045.4.1',
  'rsa-sha256': '1.2.840.113549.1.1.11',
  'rsa-sha384': '1.2.840.113549.1.1.12',
  'rsa-sha1': '1.2.840.113549.1.1.5',
  'rsa-md5': '1.2.840.113549.1.1.4',
}
const hashIds = { sha256: '2.16.840.1.101.3.4.2.1', sha1: '1.3.14.3.2.26' }
const nothing = Buffer.from([0x05, 0x00])

function identifierOf(algorithm: Algorithm, signer: KeyObject): Buffer {
  const kind = signer.asymmetricKeyType ?? ''
  if (kind === 'ed25519') return sequence(oid('1.3.101.112'))
  if (algorithm.startsWith('pss-')) {
    const hash = sequence(oid(hashIds[algorithm === 'pss-sha1' ? 'sha1' : 'sha256']), nothing)
    const saltLength = algorithm === 'pss-sha1' ? 20 : 32
    const mask = sequence(oid('1.2.840.113549.1.1.8'), hash)
    const parameters = sequence(
      tlv(0xa0, hash),
      tlv(0xa1, mask),
      tlv(0xa2, integer(Buffer.from([saltLength]))),
    )
    return sequence(oid('1.2.840.113549.1.1.10'), parameters)
  }
  return sequence(oid(identifiers[`${kind}-${algorithm}`] ?? ''), ...(kind === 'rsa' ? [nothing] : []))
}

function signatureOf(algorithm: Algorithm, body: Buffer, key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, body, key)
  const hash = algorithm.replace('pss-', '')
  if (!algorithm.startsWith('pss-')) return sign(hash, body, key)
  return sign(hash, body, { key, padding: 6, saltLength: hash === 'sha1' ? 20 : 32 })
}
