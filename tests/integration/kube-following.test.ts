import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { Connection } from '../../electron/kube/connection.ts'
import type { InformerHealth, InformerRequest, Informer } from '../../electron/kube/lists/informer.ts'
import type { KubeRow } from '../../electron/kube/core/kube-row.ts'
import type { RowEvent } from '../../electron/kube/lists/watch-rows.ts'
import { startCluster } from '../cluster/cluster.ts'
import { onBothClusters, type ContractCluster } from './both-clusters.ts'
import { connectBy, failureFrom, until } from './kube-connect.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function connect(
  { connect, adminKubeconfig }: Pick<ContractCluster, 'connect' | 'adminKubeconfig'>,
  kubeconfig = adminKubeconfig,
): Promise<Connection> {
  const connection = await connectBy(kubeconfig, {}, connect)
  closing.push(connection.close)
  return connection
}

function follow(connection: Connection, request: Pick<InformerRequest, 'path'> & Partial<InformerRequest>) {
  const rows = new Map<string, KubeRow>()
  const healths: InformerHealth[] = []
  let lists = 0
  const following: Informer = connection.startInformer({
    onRows: (some) => {
      for (const row of some) rows.set(row.uid, row)
    },
    onRemoved: (uids) => {
      for (const uid of uids) rows.delete(uid)
    },
    onListed: () => (lists += 1),
    onHealth: (health) => healths.push(health),
    signal: new AbortController().signal,
    ...request,
  })
  const names = () => [...rows.values()].map(({ name }) => name).sort()
  return { ...following, rows, healths, names, lists: () => lists, state: () => healths.at(-1)?.state }
}

await onBothClusters((cluster) => {
  it('reports a secret when it gets its label, its annotation, and loses the label', async () => {
    const namespace = await cluster.namespace('following')
    const kubectl = (...args: string[]) => cluster.kubectl([...args, '-n', namespace])
    const { names, rows, state } = follow(await connect(cluster), {
      path: `/api/v1/namespaces/${namespace}/secrets`,
      labelSelector: 'run.ai/resource',
    })
    await until(() => state() === 'live')
    await kubectl('create', 'secret', 'generic', 'mine', '--from-literal=Password=x')
    await kubectl('label', 'secret', 'mine', 'run.ai/resource=password')
    await until(() => names().includes('mine'))
    await kubectl('annotate', 'secret', 'mine', 'credenza.app/credential=My name')
    await until(() => [...rows.values()][0]?.annotations['credenza.app/credential'] === 'My name')
    await kubectl('label', 'secret', 'mine', 'run.ai/resource-')
    await until(() => names().length === 0)
  })

  it('follows namespaces, and one that is deleted while it is listed ends empty', async () => {
    const namespace = await cluster.namespace('vanishing', { 'runai/queue': 'team' })
    await cluster.kubectl(['create', 'secret', 'generic', 'one', '-n', namespace, '--from-literal=a=b'])
    const connection = await connect(cluster)
    const namespaces = follow(connection, { path: '/api/v1/namespaces', labelSelector: 'runai/queue' })
    const secrets = follow(connection, { path: `/api/v1/namespaces/${namespace}/secrets` })
    await until(() => namespaces.names().includes(namespace) && secrets.names().includes('one'))
    await cluster.finalizeNamespace(namespace)
    await until(() => !namespaces.names().includes(namespace) && secrets.names().length === 0)
    expect([namespaces.state(), secrets.state()]).toEqual(['live', 'live'])
  })

  it('reads the bookmark that comes before the server ends a watch, as it should', async () => {
    // So that the watch only lasts some seconds.
    const connection = await connectBy(cluster.adminKubeconfig, { random: () => -0.97 }, cluster.connect)
    closing.push(connection.close)
    const { resourceVersion } = await connection.listRows({ path: '/api/v1/namespaces', onRows: () => {} })
    const events: RowEvent[] = []
    // A busy server may omit the bookmark of such a short watch.
    for (let watch = 0; events.length === 0; watch += 1) {
      const ended = connection.watchRows({
        path: '/api/v1/namespaces',
        labelSelector: 'no-such-label',
        resourceVersion,
        onEvents: (some) => events.push(...some),
      })
      // A server without news since the start of the watch sends no bookmark.
      await wait(2000)
      await cluster.namespace(`told-${watch}`)
      await ended
    }
    expect(events.at(-1)).toEqual({
      type: 'bookmark',
      resourceVersion: expect.stringMatching(/^\d+$/) as string,
    })
  })

  it('says that the rights to watch are missing, keeps the rows and asks nothing more', async () => {
    const namespace = await cluster.namespace('listing-only')
    await cluster.kubectl(['create', 'secret', 'generic', 'one', '-n', namespace, '--from-literal=a=b'])
    const rules = { namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['list'] }] } }
    const user = await cluster.user('lister', rules)
    const { names, healths, state } = follow(await connect(cluster, user.kubeconfig), {
      path: `/api/v1/namespaces/${namespace}/secrets`,
    })
    await until(() => state() === 'failed')
    expect(names()).toEqual(['one'])
    expect(healths.at(-1)).toMatchObject({ failure: { code: 'forbidden', verb: 'watch', namespace } })
  })

  it('says that a version is of another world', async () => {
    const connection = await connect(cluster)
    const watch = { path: '/api/v1/secrets', resourceVersion: 'nonsense', onEvents: () => {} }
    const failure = (await failureFrom(connection.watchRows(watch))) as { code: string }
    // Newer ones return 400, older ones 500.
    expect(['refused', 'server-error']).toContain(failure.code)
  })
})

describe('a cluster that goes and comes back', () => {
  it('is reconnected to; what changed in the meantime is reported, though its history is lost', async () => {
    const own = await startCluster({ say: () => {} })
    closing.push(own.stop)
    if (own.own === undefined) {
      expect(own.origin).toBe('given')
      return
    }
    await own.kubectl(['create', 'secret', 'generic', 'before', '--from-literal=a=b'])
    const connection = await connect({ ...own, connect: createConnection })
    const { names, healths, state } = follow(connection, { path: '/api/v1/namespaces/default/secrets' })
    await until(() => state() === 'live' && names().includes('before'))
    await own.own.restart()
    await own.kubectl(['delete', 'secret', 'before', '-n', 'default'])
    await own.kubectl(['create', 'secret', 'generic', 'after', '--from-literal=a=b'])
    await until(() => state() === 'live' && names().includes('after') && !names().includes('before'))
    const states = healths.map((health) => health.state)
    expect(states.slice(0, 3)).toEqual(['listing', 'live', 'reconnecting'])
    expect(states.at(-1)).toBe('live')
    const old = { path: '/api/v1/secrets', resourceVersion: '1', onEvents: () => {} }
    expect(await failureFrom(connection.watchRows(old))).toMatchObject({ code: 'version-expired' })
  })
})
