import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/kube/connection.ts'
import { onBothClusters } from './both-clusters.ts'
import { connectBy, failureFrom } from './kube-connect.ts'

await onBothClusters((cluster) => {
  const value = 'SECRET-VALUE+"\\<\u2028>/ä\n'
  let connection: Connection
  let namespace = ''
  const closing: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    connection = await connectBy(cluster.adminKubeconfig, {}, cluster.connect)
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
  /** The failure of a POST, without any value in its message. */
  async function refusalOf(body: object, where = namespace): Promise<unknown> {
    const failure = await failureFrom(
      connection.write({ verb: 'create', path: pathOf(where), body, values: [value] }),
    )
    expect(JSON.stringify(failure)).not.toMatch(/SECRET-VALUE|U0VDUkVULVZBTFVF/)
    return failure
  }
  const patch = (name: string, metadata: object, by = connection) =>
    by.write({ verb: 'patch', path: `${pathOf(namespace)}/${name}`, body: { metadata } })

  describe('a write is refused', () => {
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

    it('into a missing namespace, as opposed to a missing object', async () => {
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
      // On a given cluster this delays its deletion.
      const held = { metadata: { name: 'held', namespace: dying, finalizers: ['example.org/hold'] } }
      await cluster.kubectl(['create', '-f', '-'], {
        input: JSON.stringify({ apiVersion: 'v1', kind: 'Secret', ...held }),
      })
      await cluster.kubectl(['delete', 'namespace', dying, '--wait=false'])
      expect(await refusalOf(secret('late'), dying)).toMatchObject({
        code: 'namespace-terminating',
        namespace: dying,
      })
      const free = ['patch', 'secret', 'held', '-n', dying, '--type=merge', '-p']
      await cluster.kubectl([...free, '{"metadata":{"finalizers":null}}'])
      await cluster.finalizeNamespace(dying)
    })

    it.each(['create', 'patch', 'delete'] as const)('by one who lacks just the verb %s', async (missing) => {
      const name = `lacks-${missing}`
      await connection.write({ verb: 'create', path: pathOf(namespace), body: secret(name) })
      const verbs = ['get', 'create', 'patch', 'delete'].filter((verb) => verb !== missing)
      const user = await cluster.user(name, {
        namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs }] },
      })
      const mine = await connectBy(user.kubeconfig, {}, cluster.connect)
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
})
