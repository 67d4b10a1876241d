import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import type { Connection } from '../../kube/connection.ts'
import { loginOfSecret } from './login-of-secret.ts'

const json = 'kubernetes.io/dockerconfigjson'
const auth = (login: string) => ({ auth: Buffer.from(login).toString('base64') })

/** A cluster with only this Secret. */
function connectionTo(type: string, configuration: unknown): Connection {
  const key = type === json ? '.dockerconfigjson' : '.dockercfg'
  const data = { [key]: Buffer.from(JSON.stringify(configuration)).toString('base64') }
  const metadata = { uid: 'u', resourceVersion: '1', labels: {}, annotations: {} }
  return {
    server: 'https://api.example',
    getJson: () => Promise.resolve({ metadata, type, data }),
  } as unknown as Connection
}
const loginFor = (registryUrl: string, configuration: unknown, type = json) =>
  loginOfSecret(connectionTo(type, configuration), {
    namespace: 'runai-vision',
    name: 'harbor-pull',
    registryUrl,
  })
const failureFor = async (...asked: Parameters<typeof loginFor>) =>
  failureOf(
    await loginFor(...asked)
      .then(() => null)
      .catch((error: unknown) => error),
  )

describe('the login of a secret', () => {
  it('is the one that the kubelet takes for a registry', async () => {
    const auths = { 'other.example': auth('a:b'), 'https://registry.example/v2/': auth('robot:with:colons') }
    expect(await loginFor('registry.example', { auths })).toEqual({
      registryUrl: 'registry.example',
      username: 'robot',
      password: 'with:colons',
    })
  })

  it('is the first that can be asked where no registry is named', async () => {
    const auths = { '*.example': auth('x:y'), 'empty.example': {}, 'registry.example:5000': auth('robot:p') }
    expect(await loginFor('', { auths })).toMatchObject({
      registryUrl: 'registry.example:5000',
      username: 'robot',
    })
  })

  it('has the text that its bytes mean', async () => {
    const auths = { 'registry.example': auth('änna:pässword') }
    expect(await loginFor('registry.example', { auths })).toMatchObject({
      username: 'änna',
      password: 'pässword',
    })
    const plain = { 'registry.example': { username: 'änna', password: 'é' } }
    expect(await loginFor('registry.example', { auths: plain })).toMatchObject({
      username: 'änna',
      password: 'é',
    })
  })

  it('is read from the older form', async () => {
    const entries = { 'registry.example': auth('robot:p') }
    expect(await loginFor('registry.example', entries, 'kubernetes.io/dockercfg')).toMatchObject({
      password: 'p',
    })
  })

  it('is reported as missing as the kubelet would miss it, without a value', async () => {
    const auths = { 'other.example': auth('robot:secret-7391') }
    const missing = await failureFor('registry.example', { auths })
    expect(missing).toMatchObject({
      code: 'secret-unfit',
      incompatibilities: [{ code: 'registry-without-url', url: 'registry.example' }],
    })
    expect(JSON.stringify(missing)).not.toContain('secret-7391')
    expect(await failureFor('', { auths: { '*.example': auth('x:y') } })).toMatchObject({
      code: 'no-registry-login',
    })
    expect(await failureFor('', { auths: {} })).toMatchObject({ code: 'no-registry-login' })
    expect(await failureFor('', {}, 'Opaque')).toMatchObject({ code: 'no-registry-login' })
  })
})
