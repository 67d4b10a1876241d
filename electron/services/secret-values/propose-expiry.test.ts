import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeExpiry } from './propose-expiry.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const secret = (values: Record<string, string>) => ({
  data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, base64(value)])),
})
const url = (claims: unknown) => Buffer.from(JSON.stringify(claims)).toString('base64url')
const exp = Date.parse('2027-01-02T03:04:05Z') / 1000
const jwt = `${url({ alg: 'none' })}.${url({ exp, sub: 'robot' })}.c2ln`
/** In the form that `aws ecr get-login-password` prints. */
const ecr = base64(
  JSON.stringify({ payload: 'p', datakey: 'k', version: '2', type: 'DATA_KEY', expiration: exp }),
)
const found = (by: string, key: string) => [{ key, by, expiresAt: '2027-01-02T03:04:05Z' }]

describe('a value that says when it expires', () => {
  it('may be a JSON Web Token, also with a line break at its end', () => {
    expect(proposeExpiry(secret({ token: jwt }))).toEqual(found('jwt', 'token'))
    expect(proposeExpiry(secret({ token: `${jwt}\n` }))).toEqual(found('jwt', 'token'))
  })

  it('may be a token of Amazon’s registry', () => {
    expect(proposeExpiry(secret({ Password: ecr }))).toEqual(found('ecr', 'Password'))
  })

  it('may be in a Docker configuration: as password, in auth, or as a token', () => {
    const entries = [
      { username: 'AWS', password: ecr },
      { auth: base64(`AWS:${ecr}`) },
      { username: 'AWS', password: ecr, auth: base64(`AWS:${ecr}`) },
    ]
    for (const entry of entries) {
      const config = JSON.stringify({ auths: { 'registry.example.org': entry } })
      const proposals = proposeExpiry(secret({ '.dockerconfigjson': config }))
      expect(proposals).toEqual(found('ecr', '.dockerconfigjson'))
    }
    const older = JSON.stringify({ 'registry.example.org': { auth: base64(`robot:${jwt}`) } })
    expect(proposeExpiry(secret({ '.dockercfg': older }))).toEqual(found('jwt', '.dockercfg'))
    const token = JSON.stringify({ auths: { 'registry.example.org': { identitytoken: jwt } } })
    expect(proposeExpiry(secret({ '.dockerconfigjson': token }))).toEqual(found('jwt', '.dockerconfigjson'))
  })

  it('that expires first comes first, and no value is reported', () => {
    const later = `${url({})}.${url({ exp: exp + 60 })}.c2ln`
    const proposals = proposeExpiry(secret({ a: later, b: jwt }))
    expect(proposals.map(({ key }) => key)).toEqual(['b', 'a'])
    expect(JSON.stringify(proposals)).not.toContain('eyJ')
  })
})

describe('a value without an expiry', () => {
  it.each([
    ['nothing', ''],
    ['a password', 'correct.horse.battery'],
    ['bytes', '\u0000\u0001'],
    ['a token without an end', `${url({})}.${url({ sub: 'robot' })}.c2ln`],
    ['a token whose end is no number', `${url({})}.${url({ exp: 'soon' })}.c2ln`],
    ['a token that ends in the year 9999', `${url({})}.${url({ exp: 253_402_300_799 })}.c2ln`],
    ['a token that ended in 1970', `${url({})}.${url({ exp: 1 })}.c2ln`],
    ['JSON that is none of Docker', '{"auths":[1]}'],
    ['broken JSON', '{"auths":'],
    ['base64 of other JSON', base64('{"expiration":1798859045}')],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('is %s', (_, value) => {
    expect(proposeExpiry(secret({ value }))).toEqual([])
  })
})

describe('a certificate', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'expiry-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** A certificate with this end, as OpenSSL creates it. */
  function endingAfter(days: number): string {
    const file = join(folder, `${days}.crt`)
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      '/dev/null',
    ]
    const subject = ['-subj', '/CN=registry.example.org', '-days', String(days), '-out', file]
    execFileSync('openssl', ['req', '-x509', ...key, ...subject], { stdio: 'ignore' })
    return readFileSync(file, 'utf8')
  }

  it('of a chain that ends first decides when the chain does', () => {
    const [short, long] = [endingAfter(30), endingAfter(300)]
    const days = (text: string) => {
      const [proposal] = proposeExpiry(secret({ 'tls.crt': text }))
      expect(proposal).toMatchObject({ key: 'tls.crt', by: 'certificate' })
      return Math.round((Date.parse(proposal?.expiresAt ?? '') - Date.now()) / 86_400_000)
    }
    expect(days(short)).toBe(30)
    expect(days(long)).toBe(300)
    expect(days(`${long}${short}`)).toBe(30)
  })
})
