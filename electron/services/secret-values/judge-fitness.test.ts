import { describe, expect, it } from 'vitest'
import type { CredentialType, FormatId } from '../../../shared/credential-types/credential-types.ts'
import { judgeFitness } from './judge-fitness.ts'

const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64')
const notText = base64(Uint8Array.of(0x66, 0xff))

function judge(
  type: CredentialType,
  secretType: string,
  data: Record<string, string>,
  more: {
    url?: string
    format?: FormatId
    immutable?: boolean
    annotations?: Record<string, string>
  } = {},
) {
  const { url = '', format, immutable = false, annotations = {} } = more
  return judgeFitness(
    { type: secretType, data, isImmutable: immutable, annotations },
    { type, format, registryUrl: url },
  )
}

const registry = (config: string, url = 'harbor.io') =>
  judge('docker-registry', 'kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64(config) }, { url })
    .incompatibilities

describe('a secret with a username and password', () => {
  it.each([
    ['Opaque', { User: 'a', Password: 'b' }],
    ['Opaque', { userNAME: 'a', password: 'b' }],
    ['kubernetes.io/basic-auth', { username: 'a', password: 'b' }],
    // The documented name wins.
    ['Opaque', { User: 'a', username: 'other', Password: 'b' }],
  ])('serves as %s with %o', (secretType, texts) => {
    const data = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, base64(text)]))
    expect(judge('password', secretType, data)).toEqual({ incompatibilities: [], remarks: [] })
  })

  it('says which keys are missing, empty or no text, by name and without a value', () => {
    expect(judge('password', 'Opaque', {}).incompatibilities).toEqual([
      { code: 'key-missing', accepted: ['User', 'UserName'] },
      { code: 'key-missing', accepted: ['Password'] },
    ])
    expect(judge('password', 'Opaque', { User: '', Password: notText }).incompatibilities).toEqual([
      { code: 'key-empty', key: 'User' },
      { code: 'key-not-text', key: 'Password' },
    ])
  })

  it('does not choose between two keys that could be meant', () => {
    const data = { user: base64('a'), USERNAME: base64('b'), Password: base64('c') }
    expect(judge('password', 'Opaque', data).incompatibilities).toEqual([
      { code: 'key-ambiguous', keys: ['user', 'USERNAME'] },
    ])
  })

  it('does not take a key of every object’s prototype as its own', () => {
    expect(judge('access-key', 'Opaque', {}).incompatibilities).toHaveLength(2)
  })

  it('remarks on a line break at the end, on being immutable, and on a copy of the values', () => {
    const copy = JSON.stringify({ data: { User: base64('a') } })
    const { incompatibilities, remarks } = judge(
      'password',
      'Opaque',
      { User: base64('a'), Password: base64('b\n') },
      {
        immutable: true,
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy },
      },
    )
    expect(incompatibilities).toEqual([])
    expect(remarks).toEqual([
      { code: 'immutable' },
      { code: 'values-in-annotation' },
      { code: 'key-ends-with-newline', key: 'Password' },
    ])
  })
})

describe('a secret of a type that can’t hold it', () => {
  it.each([
    ['docker-registry', 'Opaque'],
    ['access-key', 'kubernetes.io/dockerconfigjson'],
    ['access-key', 'kubernetes.io/basic-auth'],
    ['password', 'kubernetes.io/tls'],
  ] as const)('is refused for %s: %s', (type, secretType) => {
    expect(judge(type, secretType, {}).incompatibilities).toEqual([{ code: 'secret-type', secretType }])
  })
})

describe('a registry login', () => {
  const entry = '{"username":"a","password":"b"}'

  it('is judged by the rule of the kubelet, in the form that its type has', () => {
    expect(registry(`{"auths":{"https://harbor.io/v2/":${entry}}}`)).toEqual([])
    const data = { '.dockercfg': base64(`{"harbor.io":${entry}}`) }
    expect(
      judge('docker-registry', 'kubernetes.io/dockercfg', data, { url: 'harbor.io' }).incompatibilities,
    ).toEqual([])
    expect(registry(`{"harbor.io":${entry}}`)).toEqual([
      { code: 'registry-without-auths', key: '.dockerconfigjson' },
    ])
  })

  it.each([
    ['no JSON', { code: 'registry-not-json', key: '.dockerconfigjson' }],
    ['', { code: 'key-empty', key: '.dockerconfigjson' }],
  ])('with %s is reported', (config, incompatibility) => {
    expect(registry(config)).toEqual([incompatibility])
  })

  it('looks for no entry while no URL is entered', () => {
    expect(registry('{"auths":{}}', '')).toEqual([])
  })
})

describe('a secret for a generic credential', () => {
  const generic = (format: FormatId, secretType: string, data: Record<string, string>) =>
    judge('generic', secretType, data, { format }).incompatibilities

  it('of keys and values may hold any bytes under any key, and has to hold one', () => {
    expect(generic('keys', 'Opaque', { 'ca.der': notText, empty: '' })).toEqual([])
    expect(generic('keys', 'Opaque', {})).toEqual([{ code: 'no-keys' }])
    expect(generic('keys', 'kubernetes.io/tls', { 'tls.key': notText })).toEqual([
      { code: 'secret-type', secretType: 'kubernetes.io/tls' },
    ])
  })

  it('of an SSH key has it under Run:ai’s key or Kubernetes’ own', () => {
    expect(generic('ssh', 'Opaque', { SSH: base64('k') })).toEqual([])
    expect(generic('ssh', 'kubernetes.io/ssh-auth', { 'ssh-privatekey': base64('k') })).toEqual([])
    expect(generic('ssh', 'Opaque', { id_rsa: base64('k') })).toEqual([
      { code: 'key-missing', accepted: ['ssh', 'ssh-privatekey'] },
    ])
    expect(generic('ssh', 'Opaque', { ssh: notText })).toEqual([{ code: 'key-not-text', key: 'ssh' }])
  })

  it('is judged by the keys of its format', () => {
    expect(
      generic('password', 'kubernetes.io/basic-auth', { username: base64('u'), password: base64('p') }),
    ).toEqual([])
    expect(generic('access-key', 'Opaque', { User: base64('u') })).toHaveLength(2)
  })
})
