import { writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/kube/connection.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import type { FaultyProxy, Treatment } from '../cluster/faulty-proxy.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { connectBy, failureFrom, until } from './kube-connect.ts'

const cluster = useCluster()
const value = 'SECRET-VALUE'
let proxy: FaultyProxy
let connection: Connection
let namespace = ''
let path = ''
/** The writes that reached the proxy. */
let sent: string[] = []

beforeAll(async () => {
  namespace = await cluster.namespace('cuts')
  path = `/api/v1/namespaces/${namespace}/secrets`
  proxy = await startFaultyProxy(cluster)
  const verbs = ['get', 'create', 'patch', 'delete']
  const { token } = await cluster.user('cut', { clusterRules: [{ resources: ['secrets'], verbs }] })
  const file = join(cluster.folder, 'write-cuts.kubeconfig')
  await writeFile(file, proxy.kubeconfig('cuts', token), { mode: 0o600 })
  connection = await connectBy(file)
})
afterAll(async () => {
  await connection.close()
  await proxy.stop()
})

/** Treats every write like this from now on. */
function treatWrites(treat: (request: IncomingMessage) => Treatment) {
  sent = []
  proxy.treat((request) => {
    if (request.method === 'GET') return 'pass'
    sent.push(request.method ?? '')
    return treat(request)
  })
}

const secret = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  data: { Password: Buffer.from(value).toString('base64'), ...more },
})
const create = (name: string, more: { signal?: AbortSignal; timeoutMs?: number; data?: object } = {}) => {
  const { data, ...options } = more
  return connection.write({ verb: 'create', path, body: secret(name, data), values: [value], ...options })
}
const stands = async (name: string) =>
  (await cluster.kubectl(['get', 'secret', name, '-n', namespace, '--ignore-not-found', '-o', 'name'])) !== ''

const large = { Large: Buffer.alloc(900_000, 'x').toString('base64') }
const status = (code: number) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message: value, code })
const json = { 'content-type': 'application/json' }

/** When and how a connection is cut, and its description. */
const faults: [what: string, treatment: (request: IncomingMessage) => Treatment, cause: string][] = [
  ['before the cluster sees it', () => 'reset', 'connection-cut'],
  [
    'in the middle of its body',
    (request) => {
      request.once('data', () => request.socket.destroy())
      return 'hang'
    },
    'connection-cut',
  ],
  ['as soon as the cluster has it', () => ({ reset: 'once-sent' }), 'connection-cut'],
  ['when the cluster has carried it out', () => ({ reset: 'once-answered' }), 'connection-cut'],
  ['at the beginning of the answer', () => ({ cutAfter: 1 }), 'connection-cut'],
  ['within the body of the answer', () => ({ cutAfter: 40 }), 'connection-cut'],
]
const answers: [what: string, treatment: Treatment, cause: string][] = [
  ['by nothing', 'hang', 'no-answer'],
  [
    'by the page of a gateway',
    { status: 502, headers: { 'content-type': 'text/html' }, body: '<p>' },
    'server-error',
  ],
  ['by a gateway that waited too long', { status: 504, headers: json, body: status(504) }, 'server-error'],
  ['by a fault of the server', { status: 500, headers: json, body: status(500) }, 'server-error'],
  ['by half an object', { status: 201, headers: json, body: '{"metadata":{' }, 'answer-garbled'],
  ['by something else than an object', { status: 201, headers: json, body: '{"ok":true}' }, 'answer-garbled'],
  ['by a page that calls itself a success', { status: 200, headers: {}, body: 'Welcome' }, 'not-kubernetes'],
]

describe('a write whose connection is cut', () => {
  it.each(faults)('%s has an unknown outcome and is sent once', async (what, treatment, cause) => {
    const name = `cut-${faults.findIndex(([each]) => each === what)}`
    treatWrites(treatment)
    const failure = await failureFrom(create(name, { data: large }))
    expect(failure).toEqual({ code: 'outcome-unknown', server: proxy.server, cause })
    expect(sent).toEqual(['POST'])
    treatWrites(() => 'pass')
    // In any case the cluster itself accepts it only once.
    const again = await failureFrom(create(name))
    expect(['did not fail', 'already-exists']).toContain(
      again === 'did not fail' ? again : (again as { code: string }).code,
    )
    expect(await stands(name)).toBe(true)
  })

  it('carried out anyway, is found by its metadata', async () => {
    treatWrites(() => ({ reset: 'once-answered' }))
    await failureFrom(create('carried-out'))
    expect(await connection.getMetadata(`${path}/carried-out`)).toMatchObject({ name: 'carried-out' })
    await failureFrom(
      connection.write({
        verb: 'patch',
        path: `${path}/carried-out`,
        body: { metadata: { labels: { x: '1' } } },
      }),
    )
    expect((await connection.getMetadata(`${path}/carried-out`)).labels).toEqual({ x: '1' })
    await failureFrom(connection.write({ verb: 'delete', path: `${path}/carried-out`, body: {} }))
    expect(await failureFrom(connection.getMetadata(`${path}/carried-out`))).toMatchObject({
      code: 'not-found',
    })
    expect(sent).toEqual(['POST', 'PATCH', 'DELETE'])
  })

  it('on a connection that stood idle is not sent again either', async () => {
    await connection.getJson('/version')
    treatWrites(() => 'reset')
    expect(await failureFrom(create('idle'))).toMatchObject({ code: 'outcome-unknown' })
    expect(sent).toEqual(['POST'])
    expect(await stands('idle')).toBe(false)
  })
})

describe('a write that is answered', () => {
  it.each(answers)('%s has an unknown outcome and is sent once', async (_, treatment, cause) => {
    treatWrites(() => treatment)
    // Only what is never answered has to end soon.
    const limit = treatment === 'hang' ? { timeoutMs: 2000 } : {}
    const failure = await failureFrom(create('answered', limit))
    expect(failure).toMatchObject({ code: 'outcome-unknown', server: proxy.server, cause })
    expect(JSON.stringify(failure)).not.toContain(value)
    expect(sent).toEqual(['POST'])
    expect(await stands('answered')).toBe(false)
  })

  it('with 429 is sent again, because it was not carried out', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1', 'content-type': 'text/plain' }, body: '' }
    treatWrites(() => (sent.length === 1 ? busy : 'pass'))
    expect(await create('busy')).toMatchObject({ name: 'busy' })
    expect(sent).toEqual(['POST', 'POST'])
  })

  it('with 401 is refused', async () => {
    treatWrites(() => ({ status: 401, headers: json, body: status(401) }))
    expect(await failureFrom(create('unknown'))).toMatchObject({ code: 'unauthorized' })
  })
})

describe('a write that its user leaves', () => {
  it('after it was sent has an unknown outcome', async () => {
    treatWrites(() => 'hang')
    const abort = new AbortController()
    const failure = failureFrom(create('left', { signal: abort.signal }))
    await until(() => sent.length === 1)
    abort.abort()
    expect(await failure).toEqual({ code: 'outcome-unknown', server: proxy.server, cause: 'cancelled' })
    await until(() => proxy.openRequests() === 0)
  })

  it('before it was sent is cancelled, and never sent', async () => {
    treatWrites(() => 'pass')
    expect(await failureFrom(create('not-sent', { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'cancelled',
    })
    expect(sent).toEqual([])
    expect(await stands('not-sent')).toBe(false)
  })
})
