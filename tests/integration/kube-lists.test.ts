import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/kube/connection.ts'
import type { KubeRow } from '../../electron/kube/core/kube-row.ts'
import { connectBy, failureFrom } from './kube-connect.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  let connection: Connection
  let namespace = ''
  let path = ''
  const hostile = '<img src=x>\u202Egnp "{\\"cells\\":[" =1+1 👩‍👩‍👧‍👦'

  beforeAll(async () => {
    connection = await connectBy(cluster.adminKubeconfig, {}, cluster.connect)
    namespace = await cluster.namespace('lists')
    path = `/api/v1/namespaces/${namespace}/secrets`
    const items = Array.from({ length: 120 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: `secret-${index}`,
        namespace,
        labels: index % 2 === 0 ? { 'run.ai/resource': 'password' } : {},
        annotations: { 'credenza.app/credential': hostile, foreign: index === 7 ? 'x'.repeat(200_000) : 'y' },
      },
      stringData: { Password: `SECRET-VALUE-${index}` },
    }))
    await cluster.kubectl(['create', '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    })
  })
  afterAll(() => connection.close())

  async function list(more: Partial<Parameters<Connection['listRows']>[0]> = {}) {
    let rows: KubeRow[] = []
    let lastPass = 1
    const onRows = (some: KubeRow[], pass: number) => {
      rows = pass === lastPass ? [...rows, ...some] : some
      lastPass = pass
    }
    const result = await connection.listRows({ path, ...more, onRows })
    return { rows, result }
  }

  describe('lists of a real cluster', () => {
    it('give what kubectl gives, with any size of the pages', async () => {
      const names = (
        await cluster.kubectl(['get', 'secrets', '-n', namespace, '-l', 'run.ai/resource', '-o', 'name'])
      )
        .trim()
        .split('\n')
        .map((line) => line.replace('secret/', ''))
      for (const [firstPage, page] of [
        [500, 2000],
        [7, 11],
        [1, 60],
      ] as const) {
        const { rows, result } = await list({ labelSelector: 'run.ai/resource', firstPage, page })
        expect(rows.map(({ name }) => name).sort()).toEqual(names.sort())
        expect(result).toMatchObject({ rows: 60 })
      }
    })

    it('have what was labelled a moment ago, and not what was deleted', async () => {
      const own = await cluster.namespace('moments')
      const secrets = `/api/v1/namespaces/${own}/secrets`
      const selection = { path: secrets, labelSelector: 'run.ai/resource', firstPage: 2 }
      const labels = { 'run.ai/resource': 'password' }
      const make = (name: string, more: object) =>
        connection.write({ verb: 'create', path: secrets, body: { metadata: { name, ...more } } })
      for (const name of ['a', 'b', 'c', 'd', 'e']) await make(name, { labels })
      const expected = new Set(['a', 'b', 'c', 'd', 'e'])
      const namesNow = async () => (await list(selection)).rows.map(({ name }) => name).sort()
      for (let round = 0; round < 12; round++) {
        const name = `z-${round}`
        await make(name, {})
        await connection.write({ verb: 'patch', path: `${secrets}/${name}`, body: { metadata: { labels } } })
        expected.add(name)
        expect(await namesNow()).toEqual([...expected].sort())
        // Other writes move the store's version ahead of this kind's cache.
        const annotations = { round: String(round) }
        await connection.write({
          verb: 'patch',
          path: `/api/v1/namespaces/${own}`,
          body: { metadata: { annotations } },
        })
        expect(await namesNow()).toEqual([...expected].sort())
        const [gone = ''] = expected
        await connection.write({ verb: 'delete', path: `${secrets}/${gone}`, body: {} })
        expected.delete(gone)
        expect(await namesNow()).toEqual([...expected].sort())
      }
    })

    it('carry hostile annotations as they are, and no value of a secret', async () => {
      const { rows } = await list()
      expect(rows).toHaveLength(120)
      expect(rows.every(({ annotations }) => annotations['credenza.app/credential'] === hostile)).toBe(true)
      const all = JSON.stringify(rows)
      expect(all).not.toContain('SECRET-VALUE')
      expect(all).not.toContain(Buffer.from('SECRET-VALUE').toString('base64').slice(0, 14))
      expect(all).not.toContain('xxxxxxxxxx')
      expect(rows[0]).toMatchObject({
        namespace,
        cells: [expect.any(String), 'Opaque', 1, expect.any(String)],
        manager: 'kubectl-create',
        references: [],
        lastApplied: 'none',
        deleting: false,
      })
    })

    it('drop and judge what kubectl apply left', async () => {
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'applied', namespace },
        stringData: { Password: 'APPLIED-VALUE' },
      }
      await cluster.kubectl(['apply', '-f', '-'], { input: JSON.stringify(secret) })
      const { rows } = await list()
      const applied = rows.find(({ name }) => name === 'applied')
      expect(applied?.lastApplied).toBe('with-values')
      expect(JSON.stringify(applied)).not.toContain('APPLIED-VALUE')
      await cluster.kubectl(['delete', 'secret', 'applied', '-n', namespace])
    })

    it('come from the cache too, and of namespaces', async () => {
      const { rows } = await list({ fromCache: true, labelSelector: 'run.ai/resource' })
      expect(rows).toHaveLength(60)
      const namespaces: string[] = []
      await connection.listRows({
        path: '/api/v1/namespaces',
        onRows: (some) => namespaces.push(...some.map(({ name }) => name)),
      })
      expect(namespaces).toContain(namespace)
      expect(namespaces).toContain('default')
    })

    it('of a namespace that does not exist are empty', async () => {
      const { rows } = await list({ path: '/api/v1/namespaces/does-not-exist/secrets' })
      expect(rows).toEqual([])
    })

    it('are refused with the name of the user and of what was asked', async () => {
      const user = await cluster.user('no-rights')
      const mine = await connectBy(user.kubeconfig, {}, cluster.connect)
      const failure = await failureFrom(mine.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
      await mine.close()
      expect(failure).toMatchObject({
        code: 'forbidden',
        verb: 'list',
        resource: 'secrets',
        namespace: '',
        user: expect.stringContaining('no-rights') as string,
        said: expect.stringContaining('cannot list resource "secrets"') as string,
      })
    })

    it('say what is not there', async () => {
      expect(await failureFrom(list({ path: '/apis/nothing.example/v1/things' }))).toMatchObject({
        code: 'not-found',
      })
      expect(await failureFrom(connection.getJson(`${path}/none`))).toMatchObject({
        code: 'not-found',
        what: 'none',
      })
    })
  })

  describe('a selector that the cluster refuses', () => {
    it('is reported in the words of the cluster', async () => {
      expect(await failureFrom(list({ labelSelector: '!!' }))).toMatchObject({
        code: 'refused',
        status: 400,
        said: expect.stringContaining('unable to parse') as string,
      })
    })
  })
})
