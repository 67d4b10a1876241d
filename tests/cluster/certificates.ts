import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { bitString, boolean, integer, oid, sequence, time, tlv } from './der-writer.ts'

/** A certificate and its private key, both as PEM. */
export interface IssuedCertificate {
  certificate: string
  key: string
}

/** Who a certificate is for, and its validity. Dates default to an hour ago and a year from now. */
export interface CertificateRequest {
  /** The common name. For a client this is its Kubernetes user name. */
  name: string
  /** Organizations. For a client these are its Kubernetes groups. */
  groups?: string[]
  /** DNS names and IPv4 addresses. If given, the certificate is a server's, otherwise a client's. */
  hosts?: string[]
  notBefore?: Date
  notAfter?: Date
}

/** A certificate authority in memory. */
export interface Authority {
  /** The authority's own certificate as PEM. */
  certificate: string
  /** The authority's private key as PEM, with which `openAuthority` can continue elsewhere. */
  key: string
  issue: (request: CertificateRequest) => IssuedCertificate
}

const hour = 3_600_000
const year = 365 * 24 * hour
const signatureAlgorithm = sequence(oid('1.2.840.10045.4.3.2'))

/** Creates a new authority with an EC key. */
export function createAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = signCertificate({
    issuer: distinguishedName(name),
    subject: distinguishedName(name),
    publicKey,
    signer: privateKey,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + year),
    extensions: [
      extension('2.5.29.19', sequence(boolean(true)), true),
      extension('2.5.29.15', tlv(0x03, Buffer.from([1, 0x06])), true),
    ],
  })
  return openAuthority(name, { certificate, key: pem(privateKey) })
}

/** Opens an authority that `createAuthority` created under the same name. */
export function openAuthority(name: string, { certificate, key }: IssuedCertificate): Authority {
  const issue = (request: CertificateRequest): IssuedCertificate => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const issued = signCertificate({
      issuer: distinguishedName(name),
      subject: distinguishedName(request.name, request.groups),
      publicKey: pair.publicKey,
      signer: key,
      notBefore: request.notBefore ?? new Date(Date.now() - hour),
      notAfter: request.notAfter ?? new Date(Date.now() + year),
      extensions: leafExtensions(request.hosts),
    })
    return { certificate: issued, key: pem(pair.privateKey) }
  }
  return { certificate, key, issue }
}

interface CertificateParts {
  issuer: Buffer
  subject: Buffer
  publicKey: KeyObject
  signer: KeyObject | string
  notBefore: Date
  notAfter: Date
  extensions: Buffer[]
}

function signCertificate(parts: CertificateParts): string {
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signatureAlgorithm,
    parts.issuer,
    sequence(time(parts.notBefore), time(parts.notAfter)),
    parts.subject,
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...parts.extensions)),
  )
  const signature = sign('sha256', body, parts.signer)
  const whole = sequence(body, signatureAlgorithm, bitString(signature))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function leafExtensions(hosts: string[] | undefined): Buffer[] {
  const purpose = hosts ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2'
  const extensions = [
    extension('2.5.29.15', tlv(0x03, Buffer.from([7, 0x80])), true),
    extension('2.5.29.37', sequence(oid(purpose))),
  ]
  if (hosts) extensions.push(extension('2.5.29.17', sequence(...hosts.map(alternativeName))))
  return extensions
}

function alternativeName(host: string): Buffer {
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(host)
  return isAddress ? tlv(0x87, Buffer.from(host.split('.').map(Number))) : tlv(0x82, Buffer.from(host))
}

function distinguishedName(name: string, organizations: string[] = []): Buffer {
  const attribute = (type: string, value: string) =>
    tlv(0x31, sequence(oid(type), tlv(0x0c, Buffer.from(value))))
  return sequence(...organizations.map((each) => attribute('2.5.4.10', each)), attribute('2.5.4.3', name))
}

function extension(type: string, value: Buffer, isCritical = false): Buffer {
  return sequence(oid(type), ...(isCritical ? [boolean(true)] : []), tlv(0x04, value))
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
