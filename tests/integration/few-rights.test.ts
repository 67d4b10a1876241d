import { describe, expect, it } from 'vitest'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { onBothClusters, type ContractCluster } from './both-clusters.ts'
import { watchAs } from './watch-as.ts'

const mayRead = [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]
const mayListNamespaces = [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }]

/** Creates namespaces with one unused secret each. Returns their names. */
async function namespacesWithSecrets(cluster: ContractCluster, count: number): Promise<string[]> {
  const names: string[] = []
  while (names.length < count) {
    const some = Array.from({ length: Math.min(10, count - names.length) }, () => cluster.namespace('few'))
    names.push(...(await Promise.all(some)))
  }
  const items = names.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `of-${namespace}`, namespace, labels: { 'run.ai/resource': 'password' } },
  }))
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  return names
}

const isLive = (message: Extract<ClusterMessage, { kind: 'health' }> | undefined) =>
  message?.health.state === 'live'

await onBothClusters((cluster) => {
  describe('a user who may not list the secrets of the cluster', () => {
    it('sees those of the namespaces that may be read, live, and which ones may not', async () => {
      const [first = '', second = '', third = ''] = await namespacesWithSecrets(cluster, 3)
      const user = await cluster.user('few', {
        clusterRules: mayListNamespaces,
        namespaceRules: { [first]: mayRead, [second]: mayRead },
      })
      const watch = await watchAs(cluster, user.kubeconfig)
      await watch.until(() => isLive(watch.last('health')) && watch.last('listed') !== undefined)
      expect(watch.unused()).toEqual([`of-${first}`, `of-${second}`].sort())
      await watch.until(() => {
        const told = watch.last('namespaces')
        return told !== undefined && told.read.length === 2 && told.refused.includes(third)
      })

      await cluster.kubectl(['delete', 'secret', `of-${first}`, '-n', first])
      await watch.until(() => watch.unused().length === 1)
    })

    it('who may not list namespaces either sees those of the kubeconfig and those that were named', async () => {
      const [first = '', second = '', third = ''] = await namespacesWithSecrets(cluster, 3)
      const user = await cluster.user('fewer', {
        namespaceRules: { [first]: mayRead, [second]: mayRead, [third]: mayRead },
      })
      const watch = await watchAs(cluster, user.kubeconfig, [first])
      await watch.until(() => isLive(watch.last('health')))
      expect(watch.unused()).toEqual([`of-${first}`])

      await watch.service.nameNamespaces({ context: watch.context, namespaces: [first, second] })
      await watch.until(() => watch.unused().length === 2)
      await watch.service.nameNamespaces({ context: watch.context, namespaces: [second] })
      await watch.until(() => watch.unused().length === 1)
      expect(watch.unused()).toEqual([`of-${second}`])
    })

    it('who may read nothing sees that, in the words of the cluster', async () => {
      const user = await cluster.user('none')
      const watch = await watchAs(cluster, user.kubeconfig)
      await watch.until(() => watch.last('health')?.health.state === 'failed')
      expect(watch.last('health')?.health).toMatchObject({
        failure: { code: 'forbidden', verb: 'list', resource: 'secrets', namespace: '' },
      })
      expect(watch.last('listed')).toBeUndefined()
    })
  })
})
