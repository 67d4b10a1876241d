import { describe, expect, it } from 'vitest'
import { NewSecret, wizard } from './wizard.ts'

const place = { scope: { kind: 'project', id: 'vision' }, namespace: 'runai-vision' }
const common = { context: 'lab', place, name: 'A', description: '', dryRun: false, kubernetesName: 'a' }
const isTaken = (more: object) => NewSecret.safeParse({ ...common, ...more }).success
const text = (key: string, value = 'v') => ({ key, value: { kind: 'text', text: value } })
const file = { kind: 'file', id: '0b0e7bd6-9d1b-4b3b-8c49-8ae04e8a8f57' }

describe('a new secret is taken', () => {
  it.each([
    { type: 'password', values: { username: 'u', password: 'p' } },
    { type: 'docker-registry', registryUrl: 'nvcr.io', values: { username: '$oauthtoken', password: 'p' } },
    { type: 'generic', format: 'keys', entries: [text('a', ''), text('A')] },
    { type: 'generic', format: 'ssh', entries: [{ key: 'ssh', value: file }] },
    { type: 'generic', format: 'access-key', values: { accessKeyId: 'a', secretKey: 's' } },
    { type: 'ngc-api-key', values: { ngcApiKey: 'nvapi-a.B_0' } },
  ])('with all that its format asks for: %j', (more) => expect(isTaken(more)).toBe(true))

  it.each([
    { type: 'generic', entries: [text('a')] },
    { type: 'generic', format: 'ngc', values: { ngcApiKey: 'a' } },
    { type: 'password', format: 'keys', values: { username: 'u', password: 'p' } },
    { type: 'password', values: { username: 'u' } },
    { type: 'password', values: { username: 'u', password: '' } },
    { type: 'password', values: { username: 'u', password: 'p', secretKey: 's' } },
    { type: 'password', values: { username: 'u', password: 'p' }, registryUrl: 'nvcr.io' },
    { type: 'docker-registry', values: { username: 'u', password: 'p' } },
    { type: 'generic', format: 'keys', entries: [] },
    { type: 'generic', format: 'keys', entries: [text('a'), text('a')] },
    { type: 'generic', format: 'keys', entries: [text('..')] },
    { type: 'generic', format: 'keys', entries: [text('a', '\ud800')] },
    { type: 'generic', format: 'keys', entries: [text('a')], values: { username: 'u' } },
    { type: 'generic', format: 'keys', entries: [{ key: 'a', value: { kind: 'file', id: '/etc/shadow' } }] },
    { type: 'generic', format: 'ssh', entries: [text('ssh'), text('b')] },
    { type: 'generic', format: 'ssh', entries: [text('id_rsa')] },
    { type: 'ngc-api-key', values: { ngcApiKey: 'with space' } },
    { type: 'ngc-api-key', values: { ngcApiKey: 'key\n' } },
  ])('with nothing else: %j', (more) => expect(isTaken(more)).toBe(false))
})

it('an existing secret is refused for an NGC API key, and for a generic secret without a format', () => {
  const secret = { name: 'a', resourceVersion: '1' }
  const isClaimable = (more: object) => wizard.claim.in.safeParse({ ...common, secret, ...more }).success
  expect(isClaimable({ type: 'ngc-api-key' })).toBe(false)
  expect(isClaimable({ type: 'generic' })).toBe(false)
  expect(isClaimable({ type: 'generic', format: 'ssh' })).toBe(true)
})
