import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/kube/connection.ts'
import { createAuthority } from '../cluster/certificates.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { connectBy, failureFrom } from './kube-connect.ts'

const cluster = useCluster()
const value = 'SECRET-VALUE+"\\<\u2028>/ä\n'
let connection: Connection
let namespace = ''
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  connection = await connectBy(cluster.adminKubeconfig)
  namespace = await cluster.namespace('refusals')
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => connection.close())

const pathOf = (where: string) => `/api/v1/namespaces/${where}/secrets`
const secret = (name: string, metadata: object = {}, data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, ...metadata },
  data: { Password: Buffer.from(value).toString('base64'), ...data },
})
/** The failure of a POST in whose words no value stands. */
async function refusalOf(body: object, where = namespace, by = connection): Promise<unknown> {
  const failure = await failureFrom(by.write({ verb: 'create', path: pathOf(where), body, values: [value] }))
  expect(JSON.stringify(failure)).not.toMatch(/SECRET-VALUE|U0VDUkVULVZBTFVF/)
  return failure
}
const patch = (name: string, metadata: object, by = connection) =>
  by.write({ verb: 'patch', path: `${pathOf(namespace)}/${name}`, body: { metadata } })

describe('a real cluster refuses a write', () => {
  it('on an object that changed since', async () => {
    const { resourceVersion } = await connection.write({
      verb: 'create',
      path: pathOf(namespace),
      body: secret('raced'),
    })
    await patch('raced', { resourceVersion, labels: { by: 'first' } })
    expect(await failureFrom(patch('raced', { resourceVersion, labels: { by: 'second' } }))).toMatchObject({
      code: 'conflict',
      what: expect.stringContaining('raced') as string,
      said: expect.stringContaining('has been modified') as string,
    })
  })

  it('of twenty at once lets one through', async () => {
    const { resourceVersion } = await connection.write({
      verb: 'create',
      path: pathOf(namespace),
      body: secret('contested'),
    })
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const failure = await failureFrom(
          patch('contested', { resourceVersion, labels: { by: `number-${index}` } }),
        )
        return failure === 'did not fail' ? 'done' : (failure as { code: string }).code
      }),
    )
    expect(codes.sort()).toEqual([...Array<string>(19).fill('conflict'), 'done'])
  })

  it('of a name that is taken', async () => {
    const first = { verb: 'create', path: pathOf(namespace), body: secret('taken') } as const
    await connection.write(first)
    expect(await refusalOf(secret('taken'))).toMatchObject({
      code: 'already-exists',
      what: expect.stringContaining('taken') as string,
    })
  })

  it('with a name and labels that break its rules, naming the fields', async () => {
    expect(await refusalOf(secret('Not_A_Name', { labels: { good: 'not good!' } }))).toMatchObject({
      code: 'invalid',
      fields: ['metadata.name', 'metadata.labels'],
    })
  })

  it('of another type than its data', async () => {
    const body = { ...secret('typed'), type: 'kubernetes.io/dockerconfigjson' }
    expect(await refusalOf(body)).toMatchObject({ code: 'invalid', fields: ['data[.dockerconfigjson]'] })
  })

  it('over 1 MiB of values, and over the 3 MiB of a request', async () => {
    const large = (size: number) => ({ Large: Buffer.alloc(size, 'x').toString('base64') })
    expect(await refusalOf(secret('large', {}, large(1_048_576)))).toMatchObject({ code: 'invalid' })
    for (const size of [2_400_000, 8_000_000]) {
      expect(await refusalOf(secret('larger', {}, large(size)))).toMatchObject({ code: 'too-large' })
    }
  })

  it('into a namespace that is not there, told from an object that is not there', async () => {
    expect(await refusalOf(secret('nowhere'), 'does-not-exist')).toMatchObject({
      code: 'not-found',
      what: expect.stringContaining('does-not-exist') as string,
    })
    expect(await failureFrom(patch('no-such-secret', { labels: { x: '1' } }))).toMatchObject({
      code: 'not-found',
      what: expect.stringContaining('no-such-secret') as string,
    })
  })

  it('into a namespace that is being deleted', async () => {
    const dying = await cluster.namespace('dying')
    // On a given cluster this keeps it from going at once.
    const held = { metadata: { name: 'held', namespace: dying, finalizers: ['example.org/hold'] } }
    await cluster.kubectl(['create', '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', ...held }),
    })
    await cluster.kubectl(['delete', 'namespace', dying, '--wait=false'])
    expect(await refusalOf(secret('late'), dying)).toMatchObject({
      code: 'namespace-terminating',
      namespace: dying,
    })
    const free = ['patch', 'configmap', 'held', '-n', dying, '--type=merge', '-p']
    await cluster.kubectl([...free, '{"metadata":{"finalizers":null}}'])
    await cluster.finalizeNamespace(dying)
  })

  it('beyond a quota', async () => {
    const full = await cluster.namespace('full')
    await cluster.kubectl(['create', 'quota', 'none', '--hard=secrets=0', '-n', full])
    if (cluster.own !== undefined) {
      // A cluster of our own has no controller manager, so what that would do is done here.
      const path = `/api/v1/namespaces/${full}/resourcequotas/none`
      const quota = JSON.parse(await cluster.kubectl(['get', '--raw', path])) as object
      const input = JSON.stringify({ ...quota, status: { hard: { secrets: '0' }, used: { secrets: '0' } } })
      await cluster.kubectl(['replace', '--raw', `${path}/status`, '-f', '-'], { input })
    }
    const refusal = { code: 'quota-exceeded', namespace: full }
    // Its admission learns of the quota by a watch.
    for (let attempt = 0; ; attempt += 1) {
      const failure = await refusalOf(secret(`over-${attempt}`), full)
      if (failure === 'did not fail') continue
      expect(failure).toMatchObject({ ...refusal, said: expect.stringContaining('secrets=0') as string })
      break
    }
  })

  it.each(['create', 'patch', 'delete'] as const)('by one who lacks just the verb %s', async (missing) => {
    const name = `lacks-${missing}`
    await connection.write({ verb: 'create', path: pathOf(namespace), body: secret(name) })
    const verbs = ['get', 'create', 'patch', 'delete'].filter((verb) => verb !== missing)
    const user = await cluster.user(name, {
      namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs }] },
    })
    const mine = await connectBy(user.kubeconfig)
    closing.push(mine.close)
    const path = `${pathOf(namespace)}/${name}`
    const attempts = {
      create: () => mine.write({ verb: 'create', path: pathOf(namespace), body: secret(`${name}-new`) }),
      patch: () => patch(name, { labels: { x: '1' } }, mine),
      delete: () => mine.write({ verb: 'delete', path, body: {} }),
    }
    for (const verb of ['create', 'patch', 'delete'] as const) {
      const failure = await failureFrom(attempts[verb]())
      if (verb !== missing) expect(failure).toBe('did not fail')
      else
        expect(failure).toMatchObject({
          code: 'forbidden',
          verb,
          resource: 'secrets',
          namespace,
          user: user.name,
        })
    }
  })
})

describe.runIf(cluster.own !== undefined)('a webhook that echoes the password', () => {
  const words = [
    value,
    Buffer.from(value).toString('base64'),
    encodeURIComponent(value),
    JSON.stringify({ seen: value }),
    'and that name is not allowed here',
  ].join(' | ')

  async function startWebhook(answer: object): Promise<string> {
    const authority = createAuthority('webhook authority')
    const { certificate, key } = authority.issue({ name: 'webhook', hosts: ['127.0.0.1'] })
    const server = createServer({ cert: certificate, key }, (request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        const review = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { request: { uid: string } }
        const { uid } = review.request
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ ...review, request: undefined, response: { uid, ...answer } }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const hooked = await cluster.namespace('hooked', { hooked: 'here' })
    const { port } = server.address() as AddressInfo
    const clientConfig = {
      url: `https://127.0.0.1:${port}/judge`,
      caBundle: Buffer.from(authority.certificate).toString('base64'),
    }
    const name = `judge-${hooked}`
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['secrets'] }]
    const webhook = {
      name: 'judge.example.org',
      clientConfig,
      rules,
      namespaceSelector: { matchLabels: { hooked: 'here' } },
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      failurePolicy: 'Fail',
    }
    const kind = 'ValidatingWebhookConfiguration'
    const apiVersion = 'admissionregistration.k8s.io/v1'
    await cluster.kubectl(['create', '-f', '-'], {
      input: JSON.stringify({ apiVersion, kind, metadata: { name }, webhooks: [webhook] }),
    })
    closing.push(async () => {
      await cluster.kubectl(['delete', kind, name])
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return hooked
  }

  /** Its configuration is learnt by a watch, a moment after it is made. */
  async function refusedBy(hooked: string): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      const failure = await refusalOf(secret(`judged-${attempt}`), hooked)
      if (failure !== 'did not fail') return failure
    }
  }

  it.each([
    ['with its usual code', { message: words }],
    ['with a code of a fault', { code: 500, message: words }],
    ['as if the object were invalid', { code: 422, reason: 'Invalid', message: words }],
  ])('is told in its own words, without the value, %s', async (_, status) => {
    const failure = await refusedBy(await startWebhook({ allowed: false, status }))
    expect(failure).toMatchObject({
      code: 'admission-refused',
      webhook: 'judge.example.org',
      said: expect.stringContaining('that name is not allowed here') as string,
    })
  })

  it('judges a dry run too', async () => {
    const hooked = await startWebhook({ allowed: false, status: { message: 'no' } })
    await refusedBy(hooked)
    const write = { verb: 'create', path: pathOf(hooked), query: { dryRun: 'All' } } as const
    expect(await failureFrom(connection.write({ ...write, body: secret('dry') }))).toMatchObject({
      code: 'admission-refused',
    })
  })
})
