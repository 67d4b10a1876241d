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
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  connection = await connectBy(cluster.adminKubeconfig)
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => connection.close())

const pathOf = (where: string) => `/api/v1/namespaces/${where}/secrets`
const secret = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  data: { Password: Buffer.from(value).toString('base64') },
})
/** The failure of a POST, without any value in its message. */
async function refusalOf(body: object, where: string): Promise<unknown> {
  const failure = await failureFrom(
    connection.write({ verb: 'create', path: pathOf(where), body, values: [value] }),
  )
  expect(JSON.stringify(failure)).not.toMatch(/SECRET-VALUE|U0VDUkVULVZBTFVF/)
  return failure
}

it('a write beyond a quota is refused', async () => {
  const full = await cluster.namespace('full')
  await cluster.kubectl(['create', 'quota', 'none', '--hard=secrets=0', '-n', full])
  if (cluster.own !== undefined) {
    // Our own cluster has no controller manager, so that this does its work.
    const path = `/api/v1/namespaces/${full}/resourcequotas/none`
    const quota = JSON.parse(await cluster.kubectl(['get', '--raw', path])) as object
    const input = JSON.stringify({ ...quota, status: { hard: { secrets: '0' }, used: { secrets: '0' } } })
    await cluster.kubectl(['replace', '--raw', `${path}/status`, '-f', '-'], { input })
  }
  const refusal = { code: 'quota-exceeded', namespace: full }
  // Its admission controller learns of the quota by a watch.
  for (let attempt = 0; ; attempt += 1) {
    const failure = await refusalOf(secret(`over-${attempt}`), full)
    if (failure === 'did not fail') continue
    // The word “secrets” is part of the value, so that the numbers in the same word aren't shown.
    const said = expect.stringContaining('exceeded quota: none') as string
    expect(failure).toMatchObject({ ...refusal, said })
    break
  }
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
    const { port } = server.address() as AddressInfo
    // The server learns by a watch that an earlier one is deleted, so that each has a label of its own.
    const matchLabels = { hooked: String(port) }
    const hooked = await cluster.namespace('hooked', matchLabels)
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
      namespaceSelector: { matchLabels },
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

  /** Its configuration is learnt by a watch, shortly after it is created. */
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
  ])('is reported in its own words, without the value, %s', async (_, status) => {
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
