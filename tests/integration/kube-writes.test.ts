import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/kube/connection.ts'
import type { KubeLogEntry } from '../../electron/kube/core/kube-log.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { onBothClusters } from './both-clusters.ts'
import { connectBy, failureFrom } from './kube-connect.ts'

await onBothClusters((cluster) => {
  const logged: KubeLogEntry[] = []
  let connection: Connection
  let namespace = ''
  let path = ''

  beforeAll(async () => {
    connection = await connectBy(
      cluster.adminKubeconfig,
      { log: (entry) => logged.push(entry) },
      cluster.connect,
    )
    namespace = await cluster.namespace('writes')
    path = `/api/v1/namespaces/${namespace}/secrets`
  })
  afterAll(() => connection.close())

  const secret = (name: string, data: Record<string, string> = {}, metadata: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, ...metadata },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    ),
  })
  const create = (name: string, data?: Record<string, string>, query = {}) =>
    connection.write({
      verb: 'create',
      path,
      query,
      body: secret(name, data),
      values: Object.values(data ?? {}),
    })
  const inCluster = async (name: string) =>
    JSON.parse(await cluster.kubectl(['get', 'secret', name, '-n', namespace, '-o', 'json'])) as {
      metadata: { uid: string; resourceVersion: string; labels?: object; annotations?: object }
      data: Record<string, string>
    }
  const namesInCluster = async () =>
    (await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'name'])).trim().split('\n')

  describe('a write', () => {
    it('makes an object, of which only the metadata comes back', async () => {
      const made = await create('made', { Password: 'SECRET-VALUE "\u202E👩‍👩‍👧‍👦' })
      const found = await inCluster('made')
      expect(made).toMatchObject({
        uid: found.metadata.uid,
        name: 'made',
        namespace,
        resourceVersion: found.metadata.resourceVersion,
        deleting: false,
        references: [],
        lastApplied: 'none',
      })
      expect(Object.keys(made)).not.toContain('data')
      expect(found.data['Password']).toBe(Buffer.from('SECRET-VALUE "\u202E👩‍👩‍👧‍👦').toString('base64'))
      expect(await connection.getMetadata(`${path}/made`)).toEqual(made)
    })

    it('touches the keys that a patch names, and deletes those that it sets to null', async () => {
      const before = await connection.write({
        verb: 'create',
        path,
        body: secret('patched', { a: 'b' }, { labels: { stays: '1', goes: '1' } }),
      })
      const after = await connection.write({
        verb: 'patch',
        path: `${path}/patched`,
        body: {
          metadata: {
            resourceVersion: before.resourceVersion,
            labels: { goes: null, comes: '1' },
            annotations: { 'credenza.app/credential': 'kept', other: 'dropped here' },
          },
        },
      })
      expect(after.labels).toEqual({ stays: '1', comes: '1' })
      expect(after.annotations).toEqual({ 'credenza.app/credential': 'kept' })
      expect(after.resourceVersion).not.toBe(before.resourceVersion)
      expect((await inCluster('patched')).metadata.annotations).toEqual({
        'credenza.app/credential': 'kept',
        other: 'dropped here',
      })
    })

    it('changes nothing as a dry run, and is refused like a real write', async () => {
      const dry = await create('dry', {}, { dryRun: 'All' })
      expect(dry).toMatchObject({ name: 'dry', namespace })
      expect(await namesInCluster()).not.toContain('secret/dry')
      await create('there')
      expect(await failureFrom(create('there', {}, { dryRun: 'All' }))).toMatchObject({
        code: 'already-exists',
      })
      const patch = { verb: 'patch', path: `${path}/there`, query: { dryRun: 'All' } } as const
      const patched = await connection.write({ ...patch, body: { metadata: { labels: { x: '1' } } } })
      expect(patched.labels).toEqual({ x: '1' })
      expect((await inCluster('there')).metadata.labels).toBeUndefined()
    })

    it('deletes only what still is what was decided on', async () => {
      const { uid, resourceVersion } = await create('deleted')
      const remove = (preconditions: object) =>
        connection.write({
          verb: 'delete',
          path: `${path}/deleted`,
          body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions },
        })
      expect(await failureFrom(remove({ uid: 'another' }))).toMatchObject({ code: 'conflict' })
      expect(await failureFrom(remove({ uid, resourceVersion: '1' }))).toMatchObject({ code: 'conflict' })
      expect(await namesInCluster()).toContain('secret/deleted')
      expect(await remove({ uid, resourceVersion })).toMatchObject({ name: 'deleted', uid })
      expect(await namesInCluster()).not.toContain('secret/deleted')
      expect(await failureFrom(remove({ uid }))).toMatchObject({
        code: 'not-found',
        what: expect.stringContaining('deleted') as string,
      })
    })

    it('of what a finalizer holds says that it is being deleted', async () => {
      const body = secret('held', {}, { finalizers: ['example.org/hold'] })
      const made = await connection.write({ verb: 'create', path, body })
      const deleted = await connection.write({ verb: 'delete', path: `${path}/held`, body: {} })
      expect(deleted).toMatchObject({ name: 'held', uid: made.uid, deleting: true })
      await connection.write({
        verb: 'patch',
        path: `${path}/held`,
        body: { metadata: { finalizers: null } },
      })
    })

    it('of nearly 1 MiB is accepted', async () => {
      const value = 'ä'.repeat(500_000)
      await create('large', { value })
      expect((await inCluster('large')).data['value']).toBe(Buffer.from(value).toString('base64'))
      await cluster.kubectl(['delete', 'secret', 'large', '-n', namespace])
    })

    it('leaves operation, time and code in the log, and nothing of its body', () => {
      expect(logged.length).toBeGreaterThan(0)
      for (const entry of logged) {
        expect(Object.keys(entry).every((key) => ['event', 'ms', 'code'].includes(key))).toBe(true)
      }
      expect(logged).toContainEqual({ event: 'kube:write', ms: expect.any(Number) as number })
      expect(JSON.stringify(logged)).not.toContain('SECRET-VALUE')
    })
  })

  describe('questions', () => {
    it('say who the user is, and what the user may do', async () => {
      const user = await cluster.user('asking', {
        namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['create'] }] },
      })
      const mine = await connectBy(user.kubeconfig, {}, cluster.connect)
      const may = async (verb: string, where = namespace) =>
        (await mine.mayDo({ verb, resource: 'secrets', namespace: where })).allowed
      expect(await may('create')).toBe(true)
      expect(await may('patch')).toBe(false)
      expect(await may('create', 'default')).toBe(false)
      expect(await may('create', '')).toBe(false)
      expect(await mine.whoAmI()).not.toBe('')
      await mine.close()
      expect((await connection.mayDo({ verb: 'create', resource: 'secrets', namespace: '' })).allowed).toBe(
        true,
      )
    })

    it('say what is not there', async () => {
      expect(await failureFrom(connection.getMetadata(`${path}/none`))).toMatchObject({ code: 'not-found' })
    })
  })
})

const { certificateUser } = useCluster()

it.runIf(certificateUser !== undefined)(
  'if a cluster can’t be asked who the user is, the name in the client certificate is used',
  async () => {
    const mine = await connectBy(certificateUser?.({ name: 'jane, "the" admin', groups: ['a=b'] }) ?? '')
    expect(await mine.whoAmI()).toBe('jane, "the" admin')
    await mine.close()
  },
)
