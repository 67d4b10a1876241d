import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { startCluster } from '../cluster/cluster.ts'
import type { StartedCluster } from '../cluster/cluster.ts'
import { findEtcdctl } from '../cluster/find-server.ts'
import { ownStore } from '../cluster/own-store.ts'
import { openWatch } from './open-watch.ts'
import { shownLines } from './recovery/shown-lines.ts'
import { createSecretChanges } from './recovery/secret-changes.ts'
import { createRandom } from './recovery/random.ts'

let cluster: StartedCluster
let etcdctl: string
beforeAll(async () => {
  cluster = await startCluster({ say: () => {} })
  etcdctl = await findEtcdctl({ say: () => {} })
})
afterAll(() => cluster.stop())

async function followed() {
  const watch = openWatch({ adminKubeconfig: cluster.adminKubeconfig, connect: createConnection })
  await watch.until(() => watch.healths.at(-1)?.state === 'live')
  return watch
}

/** Waits until the table equals kubectl's list, and returns how long that took. */
async function untilRight(watch: Awaited<ReturnType<typeof followed>>, expected: readonly string[]) {
  const began = performance.now()
  await expect.poll(() => shownLines(watch.rows()), { interval: 10 }).toEqual(expected)
  return Math.round(performance.now() - began)
}

it.each(['by itself', 'after a refresh'])(
  'after the store was restored from a backup, the table is kubectl’s %s, and later secrets appear',
  async (how) => {
    const { own } = cluster
    if (own === undefined) {
      expect(cluster.origin).toBe('given')
      return
    }
    const store = ownStore(own, etcdctl)
    const namespace = await cluster.namespace('restored', { 'runai/queue': 'restored' })
    const secrets = createSecretChanges(cluster, [namespace], createRandom(9))
    await secrets.make(10)
    const watch = await followed()
    try {
      await untilRight(watch, await secrets.expected())
      const backup = join(own.folder, `${namespace}.backup`)
      await store.save(backup)
      const before = await secrets.expected()
      // Writes after the backup: they are gone or reverted once it is restored.
      await secrets.make(15)
      expect(await secrets.expected()).not.toEqual(before)
      await untilRight(watch, await secrets.expected())

      await store.restore(backup)
      expect(await secrets.expected()).toEqual(before)
      if (how === 'after a refresh') watch.service.refresh({ context: 'admin' })
      const took = await untilRight(watch, before)
      console.log(`restored store: the table is right ${how} after ${took} ms`)

      const later = `later-${namespace}`
      await cluster.kubectl(['create', 'secret', 'generic', later, '-n', namespace])
      await cluster.kubectl(['label', 'secret', later, '-n', namespace, 'run.ai/credentials=true'])
      await watch.until(() => watch.unused(later) !== undefined)
      await untilRight(watch, await secrets.expected())
      expect(watch.healths.filter(({ state }) => state === 'failed')).toEqual([])
    } finally {
      await watch.stop()
    }
  },
)
