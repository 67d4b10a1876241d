import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialTypes, typeDescriptions } from '../../../shared/credential-types/credential-types.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { FoundSecret } from '../secret-values/whole-secret.ts'
import { findInSecret, heldValues, type CheckedCredential } from './check-secret.ts'
import { createSameValues } from './same-values.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

function secretOf(
  data: Record<string, string>,
  more: { type?: string; labels?: Record<string, string>; annotations?: Record<string, string> } = {},
): FoundSecret {
  const { type = 'Opaque', labels = {}, annotations = {} } = more
  return {
    state: { uid: 'u', labels, annotations, resourceVersion: '1', deleting: false },
    secret: {
      type,
      isImmutable: false,
      annotations,
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
    },
  }
}
const credential = (type: CheckedCredential['type']): CheckedCredential => ({
  type,
  registryUrl: '',
  origin: 'new',
  namespace: 'runai-p',
})

describe('the values that are looked for elsewhere', () => {
  it('are only those of the secret fields, without a line break at the end', () => {
    const secret = secretOf({ User: 'a-long-username', password: 'correct horse\r\n' })
    expect(heldValues(secret, credential('password'))).toEqual([{ key: 'password', text: 'correct horse' }])
  })

  it('are every password of a registry login, once, but not the whole login', () => {
    const auths = {
      'a.example.org': { username: 'u', password: 'correct horse' },
      'b.example.org': { auth: base64('u:correct horse') },
      'c.example.org': { auth: base64('u:battery staple') },
    }
    const secret = secretOf(
      { '.dockerconfigjson': JSON.stringify({ auths }) },
      { type: 'kubernetes.io/dockerconfigjson' },
    )
    expect(heldValues(secret, credential('docker-registry')).map(({ text }) => text)).toEqual([
      'correct horse',
      'battery staple',
    ])
  })

  it('are those under any key if the right one is unknown, but not short ones', () => {
    const data = { a: 'correct horse', b: 'short', __proto__: 'x' }
    expect(heldValues(secretOf(data), credential('generic')).map(({ key }) => key)).toEqual(['a'])
    expect(heldValues(secretOf(data), credential(null)).map(({ key }) => key)).toEqual(['a'])
  })
})

it('a secret does not share a value with itself', () => {
  const same = createSameValues()
  const about = { namespace: 'n', name: 's' }
  const value = (key: string) => ({ key, text: 'correct horse' })
  same.add({ uid: '1', ...about }, [value('a'), value('b')])
  expect(same.findings().size).toBe(0)
  same.add({ uid: '2', namespace: 'n', name: 'other' }, [value('c')])
  expect(same.findings().get('2')).toEqual([
    { code: 'same-value', key: 'c', others: { count: 2, some: ['n/s, a', 'n/s, b'] } },
  ])
})

it('a value that all secrets of a large cluster hold is quickly reported for each', () => {
  const same = createSameValues()
  const count = 20_000
  for (let at = 0; at < count; at++)
    same.add({ uid: `${at}`, namespace: 'n', name: `s-${at}` }, [{ key: 'k', text: 'correct horse' }])
  const findings = same.findings()
  expect(findings.size).toBe(count)
  expect(findings.get('0')).toEqual([
    {
      code: 'same-value',
      key: 'k',
      others: {
        count: count - 1,
        some: ['n/s-1, k', 'n/s-10, k', 'n/s-100, k', 'n/s-1000, k', 'n/s-10000, k'],
      },
    },
  ])
})

it('what is reported of a secret never holds its values', async () => {
  const kinds = credentialTypes.flatMap((type) =>
    typeDescriptions[type].formats.map((format) => ({ type, format })),
  )
  const word = fc.stringMatching(/^[a-z]{12}$/)
  const value = word.chain((secret) =>
    fc
      .constantFrom(
        secret,
        `${secret}\n`,
        `{"auths":{"a.example.org":{"password":"${secret}"}}}`,
        `{"auths":{"a.example.org":{"auth":"${secret}"}}}`,
        `{"auths":"${secret}"}`,
        `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----\n`,
        `ssh-rsa AAAA${secret} comment`,
      )
      .map((text) => ({ secret, text })),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds),
      value,
      fc.boolean(),
      async (kind, { secret, text }, isApplied) => {
        const { type, format } = kind
        const keys = format.fields.length === 0 ? ['any'] : format.fields.map(({ key }) => key)
        const found = secretOf(Object.fromEntries(keys.map((key) => [key, text])), {
          type: format.secretType,
          annotations: {
            ...(format.id === null ? {} : { [annotationKeys.format]: format.id }),
            ...(isApplied
              ? { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { a: text } }) }
              : {}),
          },
        })
        const told = JSON.stringify(await findInSecret(found, credential(type), 'runai'))
        expect(told).not.toContain(secret)
        expect(told.includes('values-in-annotation')).toBe(isApplied)
      },
    ),
    { seed: 1, numRuns: 400 },
  )
})
