import { expect, it } from 'vitest'
import { startCluster } from '../cluster/cluster.ts'
import { compactStore } from '../cluster/compact-store.ts'
import { record } from './sandbox/scenarios.ts'
import type { Scenario, Stage } from './sandbox/scenarios.ts'
import { asTable, makeNamespaces, randomName, realWorld, sandboxWorld } from './sandbox/worlds.ts'
import type { Reply, World } from './sandbox/worlds.ts'

const metadataOf = ({ body }: Reply) =>
  (body as { metadata: { resourceVersion: string; continue?: string } }).metadata

/** Lists and watches of versions that were compacted meanwhile. */
const scenarioOf = (forget: (revision: string) => Promise<void>, renew: () => Promise<void>): Scenario => ({
  name: 'expired versions',
  run: async ({ post, get, watch, remove }: Stage) => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await post({ metadata: { name, labels: { n: name } } })
    const first = metadataOf(await get('?limit=2', asTable))
    await post({ metadata: { name: 'f' } })
    const { resourceVersion } = metadataOf(await post({ metadata: { name: 'g' } }))
    await forget(resourceVersion)
    const late = await get(`?limit=2&continue=${first.continue ?? ''}`, asTable)
    await get(`?limit=2&resourceVersion=${first.resourceVersion}`)
    await get(`?resourceVersionMatch=Exact&resourceVersion=${first.resourceVersion}`)
    const { continue: token = '' } = metadataOf(late)
    await get(`?limit=2&continue=${token}`)
    await get(`?limit=2&labelSelector=n%3De&continue=${token}`)
    await renew()
    await remove('g')
    const old = await watch(`&resourceVersion=${first.resourceVersion}`)
    const table = await watch(`&resourceVersion=${first.resourceVersion}`, asTable)
    await Promise.all([old.ended, table.ended])
    const current = await watch(`&resourceVersion=${metadataOf(await get('?limit=1')).resourceVersion}`)
    await post({ metadata: { name: 'h' } })
    await current.until(1)
  },
})

it('versions that the cluster has forgotten expire alike', async () => {
  const cluster = await startCluster({ say: () => {} })
  const worlds: World[] = []
  try {
    const { own } = cluster
    if (own === undefined) {
      expect(cluster.origin).toBe('given')
      return
    }
    const real = await realWorld(cluster.adminKubeconfig)
    const sandbox = await sandboxWorld()
    worlds.push(real, sandbox)
    const namespace = randomName('expiry')
    await makeNamespaces(worlds, namespace, cluster)
    const forget = () => {
      sandbox.sandbox.compact()
      return Promise.resolve()
    }
    const told = await record(
      sandbox,
      namespace,
      scenarioOf(forget, () => Promise.resolve()),
    )
    const expected = await record(
      real,
      namespace,
      // The server keeps changes for watches in memory until it is restarted.
      scenarioOf((revision) => compactStore(own, revision), own.restart),
    )
    expect(told).toEqual(expected)
  } finally {
    for (const world of worlds) await world.close()
    await cluster.stop()
  }
})
