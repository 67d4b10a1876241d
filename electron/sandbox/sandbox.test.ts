// Adds `request` to all dispatchers.
import 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox } from './sandbox.ts'
import type { Sandbox } from './sandbox.ts'
import { ask, heldClock, until } from './testing/ask-sandbox.ts'

const open: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

async function openSandbox(more: Parameters<typeof createSandbox>[0] = {}) {
  const sandbox = await createSandbox(more)
  open.push(sandbox)
  return sandbox
}

interface Item {
  metadata: { name: string; namespace?: string; uid: string; resourceVersion: string }
}
const items = async (sandbox: Sandbox, path: string) =>
  (await ask(sandbox, 'GET', path)).body['items'] as Item[]
const namesOf = (list: Item[]) => list.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)

describe('a reset', () => {
  it('brings back the seed, as of now, under new versions', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ clock })
    const path = '/api/v1/secrets?fieldSelector=type!=kubernetes.io/service-account-token'
    const before = await items(sandbox, path)
    await ask(sandbox, 'DELETE', '/api/v1/namespaces/runai/secrets/dockerregistry-ghcr-robot')
    await ask(sandbox, 'POST', '/api/v1/namespaces/runai/secrets', { metadata: { name: 'new' } })
    const { body: list } = await ask(sandbox, 'GET', '/api/v1/secrets')
    const { resourceVersion } = list['metadata'] as { resourceVersion: string }
    clock.move(24 * 60 * 60 * 1000)
    sandbox.reset()
    const after = await items(sandbox, path)
    expect(namesOf(after)).toEqual(namesOf(before))
    expect(Math.min(...after.map(({ metadata }) => Number(metadata.resourceVersion)))).toBeGreaterThan(
      Number(resourceVersion),
    )
    const uids = new Set(before.map(({ metadata }) => metadata.uid))
    expect(after.filter(({ metadata }) => uids.has(metadata.uid))).toEqual([])
  })

  it('is reported to watches', async () => {
    const sandbox = await openSandbox()
    const path = '/api/v1/namespaces?watch=1&resourceVersion=0'
    const watch = await sandbox.dispatcher.request({ origin: sandbox.server, path, method: 'GET' })
    const types: string[] = []
    watch.body.setEncoding('utf8')
    watch.body.on('error', () => {})
    watch.body.on('data', (text: string) => types.push(...(text.match(/"type":"[A-Z]+"/g) ?? [])))
    await until(() => types.length === 15)
    sandbox.reset()
    await until(() => types.length === 45)
    expect(types.slice(15).filter((type) => type.includes('DELETED'))).toHaveLength(15)
    watch.body.destroy()
  })
})

describe('the switches', () => {
  it('fail every so many requests', async () => {
    const sandbox = await openSandbox({ seed: 'empty' })
    sandbox.switchFaults({ failEvery: 3, failWith: 429 })
    const statuses: number[] = []
    for (let request = 0; request < 6; request += 1) {
      const reply = await sandbox.dispatcher.request({
        origin: sandbox.server,
        path: '/version',
        method: 'GET',
      })
      statuses.push(reply.statusCode)
      if (reply.statusCode === 429) expect(reply.headers['retry-after']).toBe('1')
      await reply.body.dump()
    }
    expect(statuses).toEqual([200, 200, 429, 200, 200, 429])
    expect(sandbox.faults()).toMatchObject({ failEvery: 3, failWith: 429, isDead: false })
  })

  it('cut an answer whose write was carried out', async () => {
    const sandbox = await openSandbox({ seed: 'empty' })
    sandbox.switchFaults({ failEvery: 1, failWith: 'cut' })
    const write = ask(sandbox, 'POST', '/api/v1/namespaces', { metadata: { name: 'written' } })
    await expect(write).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
    sandbox.switchFaults({ failEvery: 0 })
    expect((await ask(sandbox, 'GET', '/api/v1/namespaces/written')).status).toBe(200)
  })
})

describe('what a cluster does by itself', () => {
  it('removes a namespace only once it is empty', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ seed: 'empty', clock, controllerDelay: 1000 })
    await ask(sandbox, 'POST', '/api/v1/namespaces', { metadata: { name: 'doomed' } })
    const path = '/api/v1/namespaces/doomed/secrets'
    const finalizers = ['example.com/hold']
    await ask(sandbox, 'POST', path, { metadata: { name: 'free' } })
    await ask(sandbox, 'POST', path, { metadata: { name: 'held', finalizers } })
    const { body } = await ask(sandbox, 'DELETE', '/api/v1/namespaces/doomed')
    expect(body['status']).toEqual({ phase: 'Terminating' })
    expect(await items(sandbox, path)).toHaveLength(2)
    clock.move(1000)
    expect(namesOf(await items(sandbox, path))).toEqual(['doomed/held'])
    expect((await ask(sandbox, 'GET', '/api/v1/namespaces/doomed')).status).toBe(200)
    await ask(sandbox, 'PATCH', `${path}/held`, { metadata: { finalizers: null } })
    clock.move(1000)
    expect((await ask(sandbox, 'GET', '/api/v1/namespaces/doomed')).status).toBe(404)
  })

  it('lets go of what waits for what belongs to it', async () => {
    const clock = heldClock()
    const sandbox = await openSandbox({ seed: 'empty', clock, controllerDelay: 1000 })
    const path = '/api/v1/namespaces/default/secrets'
    await ask(sandbox, 'POST', path, { metadata: { name: 'waiting' } })
    await ask(sandbox, 'DELETE', `${path}/waiting`, { propagationPolicy: 'Foreground' })
    expect((await ask(sandbox, 'GET', `${path}/waiting`)).status).toBe(200)
    clock.move(1000)
    expect((await ask(sandbox, 'GET', `${path}/waiting`)).status).toBe(404)
  })

  it('says who the user is, on request', async () => {
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
    const sandbox = await openSandbox({ seed: 'empty', user: 'm.okafor' })
    expect(await ask(sandbox, 'POST', path, {})).toMatchObject({
      status: 201,
      body: { status: { userInfo: { username: 'm.okafor' } } },
    })
    const older = await openSandbox({ seed: 'empty', hasSelfSubjectReview: false })
    expect((await ask(older, 'POST', path, {})).status).toBe(404)
  })
})

describe('a deletion', () => {
  it('answers as the API does: with the pod that went, and with a word about a secret', async () => {
    const sandbox = await openSandbox()
    const [pod] = await items(sandbox, '/api/v1/pods')
    const [secret] = await items(sandbox, '/api/v1/namespaces/runai/secrets')
    const { name = '', namespace = '', uid } = pod?.metadata ?? {}
    const gone = await ask(sandbox, 'DELETE', `/api/v1/namespaces/${namespace}/pods/${name}`)
    expect(gone).toMatchObject({ status: 200, body: { kind: 'Pod', metadata: { name, uid } } })
    const path = `/api/v1/namespaces/runai/secrets/${secret?.metadata.name ?? ''}`
    expect(await ask(sandbox, 'DELETE', path)).toMatchObject({
      status: 200,
      body: { kind: 'Status', status: 'Success', details: { uid: secret?.metadata.uid } },
    })
  })
})
