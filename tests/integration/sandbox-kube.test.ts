import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { Connection } from '../../electron/kube/connection.ts'
import type { InformerHealth, InformerRequest } from '../../electron/kube/lists/informer.ts'
import type { KubeRow } from '../../electron/kube/core/kube-row.ts'
import type { RowEvent } from '../../electron/kube/lists/watch-rows.ts'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import { sandboxServer } from '../../electron/sandbox/sandbox-server.ts'
import type { Sandbox } from '../../electron/sandbox/sandbox.ts'
import { sandboxContextAt } from '../../electron/services/contexts/sandbox-context.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { connectBy, failureFrom, until } from './kube-connect.ts'
import { randomName } from './sandbox/worlds.ts'

const cluster = useCluster()
const sandboxContext = sandboxContextAt(sandboxServer)
const keepAnnotations = ['credenza.app/credential']
const closing: (() => Promise<void>)[] = []
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'empty', controllerDelay: 100 })
})
afterEach(async () => {
  sandbox.switchFaults({ latency: 0, failEvery: 0, isReadOnly: false, isDead: false })
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => sandbox.close())

async function connect(where: string): Promise<Connection> {
  const connection =
    where === 'sandbox'
      ? createConnection({
          context: sandboxContext,
          version: '0.0.0',
          keepAnnotations,
          log: () => {},
          dispatcher: sandbox.dispatcher,
        })
      : await connectBy(cluster.adminKubeconfig)
  closing.push(connection.close)
  return connection
}

async function makeNamespace(connection: Connection, labels: object = {}): Promise<string> {
  const name = randomName('kube')
  const metadata = { name, labels: { ...labels, 'credenza-test-run': cluster.run } }
  await connection.write({ verb: 'create', path: '/api/v1/namespaces', body: { metadata } })
  return name
}

function makeSecret(connection: Connection, path: string, metadata: object, more: object = {}) {
  return connection.write({ verb: 'create', path, body: { metadata, ...more } })
}

function patch(connection: Connection, path: string, body: object) {
  return connection.write({ verb: 'patch', path, body })
}

function follow(connection: Connection, request: Pick<InformerRequest, 'path'> & Partial<InformerRequest>) {
  const rows = new Map<string, KubeRow>()
  const healths: InformerHealth[] = []
  const abort = new AbortController()
  connection.startInformer({
    onRows: (some) => {
      for (const row of some) rows.set(row.uid, row)
    },
    onRemoved: (uids) => {
      for (const uid of uids) rows.delete(uid)
    },
    onListed: () => {},
    onHealth: (health) => healths.push(health),
    signal: abort.signal,
    ...request,
  })
  const names = () => [...rows.values()].map(({ name }) => name).sort()
  return { rows, names, state: () => healths.at(-1)?.state, healths }
}

const hostile = '<img src=x>\u202Egnp "{\\"cells\\":[" =1+1 👩‍👩‍👧‍👦'

describe.each(['kube-apiserver', 'sandbox'])('a connection to the %s', (where) => {
  it('lists what is there, with any size of the pages', async () => {
    const connection = await connect(where)
    const namespace = await makeNamespace(connection)
    const path = `/api/v1/namespaces/${namespace}/secrets`
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        makeSecret(
          connection,
          path,
          {
            name: `secret-${index}`,
            labels: index % 2 === 0 ? { 'run.ai/resource': 'password' } : {},
            annotations: { 'credenza.app/credential': hostile, foreign: 'x' },
          },
          { stringData: { Password: `SECRET-VALUE-${index}` } },
        ),
      ),
    )
    for (const [firstPage, page] of [
      [500, 2000],
      [7, 11],
      [1, 30],
    ] as const) {
      let rows: KubeRow[] = []
      let lastPass = 1
      const labelSelector = 'run.ai/resource'
      const onRows = (some: KubeRow[], pass: number) => {
        rows = pass === lastPass ? [...rows, ...some] : some
        lastPass = pass
      }
      const result = await connection.listRows({ path, labelSelector, firstPage, page, onRows })
      expect(result).toMatchObject({ rows: 30 })
      expect(rows).toHaveLength(30)
      expect(new Set(rows.map(({ name }) => name)).size).toBe(30)
      expect(rows[0]).toMatchObject({
        namespace,
        annotations: { 'credenza.app/credential': hostile },
        cells: [expect.any(String), 'Opaque', 1, expect.any(String)],
        manager: 'credenza',
        references: [],
        lastApplied: 'none',
      })
      expect(JSON.stringify(rows)).not.toContain('SECRET-VALUE')
    }
    const cached: KubeRow[] = []
    await connection.listRows({ path, fromCache: true, onRows: (some) => cached.push(...some) })
    expect(cached).toHaveLength(60)
  })

  it('follows a secret that gets its label, its annotation, and loses the label', async () => {
    const connection = await connect(where)
    const namespace = await makeNamespace(connection)
    const path = `/api/v1/namespaces/${namespace}/secrets`
    const { names, rows, state } = follow(connection, { path, labelSelector: 'run.ai/resource' })
    await until(() => state() === 'live')
    await makeSecret(connection, path, { name: 'mine' })
    await patch(connection, `${path}/mine`, { metadata: { labels: { 'run.ai/resource': 'password' } } })
    await until(() => names().includes('mine'))
    await patch(connection, `${path}/mine`, {
      metadata: { annotations: { 'credenza.app/credential': 'My name' } },
    })
    await until(() => [...rows.values()][0]?.annotations['credenza.app/credential'] === 'My name')
    await patch(connection, `${path}/mine`, { metadata: { labels: { 'run.ai/resource': null } } })
    await until(() => names().length === 0)
    expect(state()).toBe('live')
  })

  it('follows namespaces as they come', async () => {
    const connection = await connect(where)
    const label = randomName('team')
    const { names, state } = follow(connection, {
      path: '/api/v1/namespaces',
      labelSelector: `runai/queue=${label}`,
    })
    await until(() => state() === 'live')
    const namespace = await makeNamespace(connection, { 'runai/queue': label })
    await until(() => names().includes(namespace))
  })

  it('lets one of eight claims at the same moment through', async () => {
    const connection = await connect(where)
    const path = `/api/v1/namespaces/${await makeNamespace(connection)}/secrets`
    const { resourceVersion } = await makeSecret(connection, path, { name: 'claimed' })
    const claims = Array.from({ length: 8 }, (_, index) =>
      failureFrom(
        patch(connection, `${path}/claimed`, {
          metadata: { resourceVersion, annotations: { by: String(index) } },
        }),
      ),
    )
    const results = await Promise.all(claims)
    expect(results.filter((result) => result === 'did not fail')).toHaveLength(1)
    expect(results.filter((result) => (result as { code?: string }).code === 'conflict')).toHaveLength(7)
  })

  it('says what was refused and why', async () => {
    const connection = await connect(where)
    const namespace = await makeNamespace(connection)
    const path = `/api/v1/namespaces/${namespace}/secrets`
    await makeSecret(connection, path, { name: 'there' })
    expect(await failureFrom(makeSecret(connection, path, { name: 'there' }))).toMatchObject({
      code: 'already-exists',
    })
    expect(await failureFrom(connection.getJson(`${path}/none`))).toMatchObject({ code: 'not-found' })
    expect(await failureFrom(makeSecret(connection, path, { name: 'Not_Good' }))).toMatchObject({
      code: 'invalid',
      fields: ['metadata.name'],
    })
    const list = connection.listRows({ path, labelSelector: '!!', onRows: () => {} })
    expect(await failureFrom(list)).toMatchObject({ code: 'refused', status: 400 })
    const old = { path, resourceVersion: 'nonsense', onEvents: () => {} }
    expect(await failureFrom(connection.watchRows(old))).toMatchObject({ code: 'server-error' })
  })

  it('ends what is cancelled, and goes on', async () => {
    const connection = await connect(where)
    const abort = new AbortController()
    const events: RowEvent[] = []
    const watch = connection.watchRows({
      path: '/api/v1/secrets',
      resourceVersion: '0',
      signal: abort.signal,
      onOpen: () => abort.abort(),
      onEvents: (some) => events.push(...some),
    })
    expect(await failureFrom(watch)).toMatchObject({ code: 'cancelled' })
    expect(await connection.mayDo({ verb: 'create', resource: 'secrets', namespace: '' })).toMatchObject({
      allowed: true,
    })
  })
})

describe('a sandbox that is switched', () => {
  it('refuses connections while it is dead, and is followed again afterwards', async () => {
    const connection = await connect('sandbox')
    const { healths, state } = follow(connection, { path: '/api/v1/namespaces' })
    await until(() => state() === 'live')
    sandbox.switchFaults({ isDead: true })
    await until(() => state() === 'reconnecting')
    const last = healths.at(-1)
    expect(last).toMatchObject({ failure: { code: expect.stringMatching(/^connection-/) as string } })
    expect(await failureFrom(connection.getJson('/version'))).toMatchObject({ code: 'connection-refused' })
    sandbox.switchFaults({ isDead: false })
    await until(() => state() === 'live')
  })

  it('carries a write out and cuts its answer', async () => {
    const connection = await connect('sandbox')
    const path = `/api/v1/namespaces/${await makeNamespace(connection)}/secrets`
    sandbox.switchFaults({ failEvery: 1, failWith: 'cut' })
    const failure = await failureFrom(makeSecret(connection, path, { name: 'unknown' }))
    sandbox.switchFaults({ failEvery: 0 })
    expect(failure).toMatchObject({ code: 'outcome-unknown' })
    expect(await connection.getMetadata(`${path}/unknown`)).toMatchObject({ name: 'unknown' })
  })

  it('forbids writes while it is read only', async () => {
    const connection = await connect('sandbox')
    sandbox.switchFaults({ isReadOnly: true })
    const failure = await failureFrom(
      makeSecret(connection, '/api/v1/namespaces/default/secrets', { name: 'refused' }),
    )
    expect(failure).toMatchObject({
      code: 'forbidden',
      verb: 'create',
      resource: 'secrets',
      namespace: 'default',
      user: 'sandbox-admin',
    })
    const access = { verb: 'create', resource: 'secrets', namespace: 'default' }
    expect(await connection.mayDo(access)).toMatchObject({ allowed: false })
  })

  it.each([500, 503] as const)('fails with %i as a server does', async (failWith) => {
    const connection = await connect('sandbox')
    sandbox.switchFaults({ failEvery: 1, failWith })
    expect(await failureFrom(connection.getJson('/version'))).toMatchObject({
      code: 'server-error',
      status: failWith,
    })
  })

  it('asks to be asked later, which the connection does', async () => {
    const connection = await connect('sandbox')
    sandbox.switchFaults({ failEvery: 2, failWith: 429 })
    await connection.getJson('/version')
    expect(await connection.getJson('/version')).toMatchObject({ major: '1' })
  })

  it('forgets versions, and what is followed is listed again', async () => {
    const connection = await connect('sandbox')
    const namespace = await makeNamespace(connection)
    const path = `/api/v1/namespaces/${namespace}/secrets`
    const { names, state } = follow(connection, { path })
    await until(() => state() === 'live')
    sandbox.switchFaults({ isDead: true })
    await until(() => state() === 'reconnecting')
    sandbox.switchFaults({ isDead: false })
    await makeSecret(await connect('sandbox'), path, { name: 'meanwhile' })
    sandbox.compact()
    await until(() => state() === 'live' && names().includes('meanwhile'))
  })

  it('empties a namespace that is deleted, and lets it go', async () => {
    const connection = await connect('sandbox')
    const label = randomName('gone')
    const namespace = await makeNamespace(connection, { 'runai/queue': label })
    const path = `/api/v1/namespaces/${namespace}/secrets`
    await makeSecret(connection, path, { name: 'inside' })
    const namespaces = follow(connection, {
      path: '/api/v1/namespaces',
      labelSelector: `runai/queue=${label}`,
    })
    const secrets = follow(connection, { path })
    await until(() => namespaces.names().length === 1 && secrets.names().length === 1)
    await connection.write({ verb: 'delete', path: `/api/v1/namespaces/${namespace}`, body: {} })
    const late = await failureFrom(makeSecret(connection, path, { name: 'late' }))
    // On a busy machine the namespace may be gone before the write arrives.
    expect(['namespace-terminating', 'not-found']).toContain((late as { code: string }).code)
    await until(() => namespaces.names().length === 0 && secrets.names().length === 0)
  })
})
