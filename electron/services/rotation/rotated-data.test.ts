import { describe, expect, it } from 'vitest'
import type { RotationState } from '../../../shared/contract/rotation.ts'
import type { WholeSecret } from '../secret-values/whole-secret.ts'
import { dockerConfigJson } from '../secret-values/docker-config.ts'
import { rotatedData, rotatedFormat, type NewValues } from './rotated-data.ts'

const secretOf = (data: Record<string, string>, type = 'Opaque'): WholeSecret => ({
  type,
  data: Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  ),
  isImmutable: false,
  annotations: {},
})
type Layout = Pick<RotationState, 'type' | 'format'>

function rotated(layout: Layout, secret: WholeSecret, wanted: NewValues) {
  const bytesOf = (value: { kind: string; text?: string }) => Buffer.from(value.text ?? '')
  const { data, refusal } = rotatedData(
    secret,
    rotatedFormat(layout),
    'registry.example.org',
    wanted,
    bytesOf,
  )
  return data === null
    ? refusal
    : Object.fromEntries(Object.entries(data).map(([key, b]) => [key, b.toString()]))
}
const text = (value: string) => ({ kind: 'text' as const, text: value })

describe('new values of fields', () => {
  const password: Layout = { type: 'password', format: null }

  it('are under the keys that hold the old ones, and a field that is not given is left', () => {
    const claimed = secretOf({ username: 'robot', password: 'old', other: 'x' })
    expect(rotated(password, claimed, { values: { password: 'new' } })).toEqual({ password: 'new' })
    const made = secretOf({ User: 'robot', Password: 'old' })
    expect(rotated(password, made, { values: { username: 'r', password: 'new' } })).toEqual({
      User: 'r',
      Password: 'new',
    })
  })

  // Anyone can annotate a password as keys and values, which made the rotation fail like a bug.
  it('are those of its type where a secret claims a format that its type does not have', () => {
    const made = secretOf({ User: 'robot', Password: 'old' })
    const wanted = { values: { password: 'new' } }
    expect(rotated({ type: 'password', format: 'keys' }, made, wanted)).toEqual({ Password: 'new' })
    expect(rotatedFormat({ type: 'generic', format: 'ngc' }).id).toBe('keys')
  })

  it('are refused if two keys could be meant', () => {
    const secret = secretOf({ PASSWORD: 'a', password: 'b' })
    expect(rotated(password, secret, { values: { password: 'new' } })).toEqual({
      code: 'key-ambiguous',
      keys: ['PASSWORD', 'password'],
    })
  })
})

describe('a new registry login', () => {
  const registry: Layout = { type: 'docker-registry', format: null }
  const json = 'kubernetes.io/dockerconfigjson'
  const configured = (config: object) => secretOf({ '.dockerconfigjson': JSON.stringify(config) }, json)
  const auth = (login: string) => Buffer.from(login).toString('base64')

  it('is made as kubectl makes it, and keeps the username that is not given', () => {
    const secret = secretOf(
      { '.dockerconfigjson': dockerConfigJson('https://registry.example.org/v1/', 'rötbot', 'old') },
      json,
    )
    expect(rotated(registry, secret, { values: { password: 'n<&>' } })).toEqual({
      '.dockerconfigjson': dockerConfigJson('https://registry.example.org/v1/', 'rötbot', 'n<&>'),
    })
  })

  it('leaves logins of other registries and all else that is there', () => {
    const other = { auth: auth('a:b'), email: 'x' }
    const secret = configured({
      auths: { 'other.example.org': other, 'registry.example.org': { auth: auth('robot:old') } },
      credsStore: 'x',
    })
    const told = rotated(registry, secret, { values: { password: 'new' } }) as Record<string, string>
    expect(JSON.parse(told['.dockerconfigjson'] ?? '')).toEqual({
      auths: {
        'other.example.org': other,
        'registry.example.org': { username: 'robot', password: 'new', auth: auth('robot:new') },
      },
      credsStore: 'x',
    })
  })

  it('is written in the older form if the secret has that', () => {
    const secret = secretOf(
      { '.dockercfg': JSON.stringify({ 'registry.example.org': { auth: auth('robot:old') } }) },
      'kubernetes.io/dockercfg',
    )
    const told = rotated(registry, secret, { values: { password: 'new' } }) as Record<string, string>
    expect(JSON.parse(told['.dockercfg'] ?? '')).toEqual({
      'registry.example.org': { username: 'robot', password: 'new', auth: auth('robot:new') },
    })
  })

  it.each([
    [
      'has no entry for the registry',
      { auths: { 'other.example.org': { auth: auth('a:b') } } },
      'registry-without-url',
    ],
    ['has no entries', {}, 'registry-without-auths'],
    ['is refused by the kubelet', { auths: { x: { auth: '%' } } }, 'registry-refused'],
    [
      'names its entries in another case',
      { AUTHS: { 'registry.example.org': { auth: auth('a:b') } } },
      'registry-not-json',
    ],
  ])('is refused if the secret %s', (_what, config, code) => {
    expect(rotated(registry, configured(config), { values: { password: 'new' } })).toMatchObject({ code })
  })
})

describe('new keys and values', () => {
  it('name only the keys that change', () => {
    const secret = secretOf({ A: 'old', B: 'kept' })
    const wanted = { entries: [{ key: 'A', value: text('new') }] }
    expect(rotated({ type: 'generic', format: 'keys' }, secret, wanted)).toEqual({ A: 'new' })
    expect(rotated({ type: 'generic', format: null }, secret, wanted)).toEqual({ A: 'new' })
  })

  it('of an SSH key are under its key, with the line break that ssh wants', () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----'
    const wanted = { entries: [{ key: 'ssh', value: text(key) }] }
    const told = rotated({ type: 'generic', format: 'ssh' }, secretOf({ 'ssh-privatekey': 'old' }), wanted)
    expect(told).toEqual({ 'ssh-privatekey': `${key}\n` })
  })
})
