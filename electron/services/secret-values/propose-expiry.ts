import { X509Certificate } from 'node:crypto'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import { isRecord } from '../../kube/core/models.ts'
import { timeValue } from '../../../shared/known-times.ts'
import type { WholeSecret } from './whole-secret.ts'

/** How many proposals a secret gets: those that expire first. */
const mostProposals = 20
/** How many certificates of one value are read. */
const mostCertificates = 50

/**
 * When the values of a secret expire, as far as they say so themselves, earliest first. The result contains no values.
 */
export function proposeExpiry({ data }: Pick<WholeSecret, 'data'>): ExpiryProposal[] {
  const all: ExpiryProposal[] = []
  for (const [key, encoded] of Object.entries(data)) {
    const text = Buffer.from(encoded, 'base64').toString('utf8')
    for (const found of expiriesIn(text)) {
      const expiresAt = `${found.at.toISOString().slice(0, 19)}Z`
      // A time that Credenza can't store would be lost when read back.
      if (!Number.isNaN(timeValue(expiresAt))) all.push({ key, by: found.by, expiresAt })
    }
  }
  return all.sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1)).slice(0, mostProposals)
}

interface Expiry {
  by: ExpiryProposal['by']
  at: Date
}

function expiriesIn(text: string): Expiry[] {
  return [...certificates(text), ...tokensIn(text).flatMap((token) => [...jwt(token), ...ecr(token)])]
}

/** The text itself, and the passwords and tokens of a Docker configuration. */
function tokensIn(text: string): string[] {
  const configuration = jsonIn(text)
  if (!isRecord(configuration)) return [text.trim()]
  const entries = isRecord(configuration['auths']) ? configuration['auths'] : configuration
  return Object.values(entries).flatMap((entry) => {
    if (!isRecord(entry)) return []
    const { auth, password, identitytoken, registrytoken } = entry
    const login = typeof auth === 'string' ? Buffer.from(auth, 'base64').toString('utf8') : ''
    const ofAuth = login.includes(':') ? [login.slice(login.indexOf(':') + 1)] : []
    const found = [password, identitytoken, registrytoken].filter((each) => typeof each === 'string')
    return [...new Set([...found, ...ofAuth])]
  })
}

/** The earliest end of the certificates in a chain. */
function certificates(text: string): Expiry[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  const ends = blocks.slice(0, mostCertificates).flatMap((block) => {
    try {
      return [Date.parse(new X509Certificate(block).validTo)]
    } catch {
      return []
    }
  })
  const known = ends.filter((end) => !Number.isNaN(end))
  return known.length === 0 ? [] : [{ by: 'certificate', at: new Date(Math.min(...known)) }]
}

/** RFC 7519: `exp` is in seconds since 1970. */
function jwt(token: string): Expiry[] {
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return []
  const claims = jsonIn(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return isRecord(claims) ? seconds('jwt', claims['exp']) : []
}

/** The output of `aws ecr get-login-password`: base64 of JSON with the end of its twelve hours. */
function ecr(token: string): Expiry[] {
  if (!/^[\w+/]+=*$/.test(token)) return []
  const parts = jsonIn(Buffer.from(token, 'base64').toString('utf8'))
  if (!isRecord(parts) || typeof parts['datakey'] !== 'string') return []
  return seconds('ecr', parts['expiration'])
}

const seconds = (by: Expiry['by'], value: unknown): Expiry[] =>
  typeof value === 'number' && value > 0 && value < 1e11 ? [{ by, at: new Date(value * 1000) }] : []

function jsonIn(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
