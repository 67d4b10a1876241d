import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createConnection, type Connection, type ConnectionDeps } from '../../electron/kube/connection.ts'
import { createLimit, type RunLimited } from '../../electron/base/limit.ts'
import { startCluster } from '../cluster/cluster.ts'
import type { ClusterUser, StartedCluster } from '../cluster/cluster.ts'
import { runLabel } from '../cluster/namespaces.ts'
import { connectBy } from './kube-connect.ts'
import { watchAs } from './watch-as.ts'

const size = 500
const mayListNamespaces = [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }]
const names = Array.from({ length: size }, (_, index) => `team-${String(index).padStart(3, '0')}`)
const three = [names[123] ?? '', names[321] ?? '', names[499] ?? '']
let cluster: StartedCluster
/** May read three of the namespaces, but not list them. */
let narrow: ClusterUser
/** May read three of the namespaces, and list all of them. */
let looking: ClusterUser
/** May read each of them by a separate permission. */
let wide: ClusterUser

beforeAll(async () => {
  cluster = await startCluster({ say: () => {} })
  narrow = await cluster.user('narrow')
  looking = await cluster.user('looking', { clusterRules: mayListNamespaces })
  wide = await cluster.user('wide', { clusterRules: mayListNamespaces })
  await makeNamespaces()
})
afterAll(() => cluster.stop())

/** Namespaces with a secret and the users' permissions: by parallel requests, since kubectl would take minutes. */
async function makeNamespaces(): Promise<void> {
  const admin = await connectBy(cluster.adminKubeconfig)
  const runLimited = createLimit(16)
  const create = (path: string, body: object) => admin.write({ verb: 'create', path, body })
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' }
  const labels = { [runLabel]: cluster.run }
  const role = `reader-${cluster.run}`
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]
  await create('/apis/rbac.authorization.k8s.io/v1/clusterroles', {
    ...rbac,
    kind: 'ClusterRole',
    metadata: { name: role, labels },
    rules,
  })
  const subject = ({ name }: ClusterUser) => {
    const [, , namespace, account] = name.split(':')
    return { kind: 'ServiceAccount', namespace, name: account }
  }
  const one = async (name: string) => {
    await create('/api/v1/namespaces', { metadata: { name, labels } })
    await create(`/api/v1/namespaces/${name}/secrets`, {
      metadata: { name: `of-${name}`, labels: { 'run.ai/resource': 'password' } },
    })
    await create(`/apis/rbac.authorization.k8s.io/v1/namespaces/${name}/rolebindings`, {
      ...rbac,
      kind: 'RoleBinding',
      metadata: { name: 'readers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: (three.includes(name) ? [wide, narrow, looking] : [wide]).map(subject),
    })
  }
  await Promise.all(names.map((name) => runLimited(() => one(name))))
  await admin.close()
}

/**
 * Counts this process's requests to the cluster until the test ends. `listed` has the namespaces in the order of their
 * lists.
 */
function countRequests() {
  const open = new Set<object>()
  const counts = { all: 0, listed: [] as string[], watches: 0, most: 0 }
  const created = (message: unknown) => {
    const { request } = message as { request: { path: string; origin: string } }
    // What a failed test of another file has left running has another cluster.
    if (request.origin !== cluster.server) return
    counts.all += 1
    if (request.path.includes('watch=')) {
      counts.watches += 1
      return
    }
    const namespace = /\/namespaces\/([^/]+)\/secrets/.exec(request.path)?.[1]
    if (namespace === undefined) return
    counts.listed.push(namespace)
    open.add(request)
    counts.most = Math.max(counts.most, open.size)
  }
  const ended = (message: unknown) => void open.delete((message as { request: object }).request)
  subscribe('undici:request:create', created)
  subscribe('undici:request:trailers', ended)
  subscribe('undici:request:error', ended)
  onTestFinished(() => {
    unsubscribe('undici:request:create', created)
    unsubscribe('undici:request:trailers', ended)
    unsubscribe('undici:request:error', ended)
  })
  return counts
}

/** The cost for this process and the server, where visible. */
function usage(): { files: number; megabytes: number; serverSeconds: number; serverMegabytes: number } {
  const pid = cluster.own?.pid()
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  const ticks =
    read(`/proc/${pid ?? 0}/stat`)
      .split(') ')[1]
      ?.split(' ') ?? []
  const resident = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid ?? 0}/status`))?.[1] ?? '0'
  return {
    files: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
    megabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
    serverSeconds: (Number(ticks[11] ?? 0) + Number(ticks[12] ?? 0)) / 100,
    serverMegabytes: Math.round(Number(resident) / 1024),
  }
}

const connect = createConnection

/** Connects like the application, but each list of a namespace waits until it is let through, in their order. */
function createTurnstile() {
  let open = 0
  let arrived = 0
  const waiting = new Set<() => void>()
  const turnOf = async (number: number) => {
    while (number >= open) await new Promise<void>((resolve) => waiting.add(resolve))
  }
  return {
    connect: (deps: ConnectionDeps): Connection => {
      const connection = createConnection(deps)
      const startInformer: Connection['startInformer'] = (request) => {
        const { runLimited } = request
        if (runLimited === undefined) return connection.startInformer(request)
        const inTurn: RunLimited = (job) =>
          runLimited(async () => {
            await turnOf(arrived++)
            return job()
          })
        return connection.startInformer({ ...request, runLimited: inTurn })
      }
      return { ...connection, startInformer }
    },
    letThrough: (count: number) => {
      open = count
      for (const look of waiting) look()
      waiting.clear()
    },
  }
}

describe(`a user who may read 3 of ${size} namespaces`, () => {
  it('and may not list them sees what is in those that are named, after a few requests', async () => {
    const requests = countRequests()
    const watch = await watchAs({ connect }, narrow.kubeconfig, three)
    await watch.until(() => watch.last('health')?.health.state === 'live')
    expect(watch.unused()).toEqual(three.map((name) => `of-${name}`))
    // In addition, the kubeconfig's namespace is read.
    expect(requests.listed.length).toBe(4)
    // The others are refused: four lists of the whole cluster, and those of its namespaces.
    expect(requests.all - requests.watches).toBeLessThanOrEqual(12)
  })

  it('and may list them sees first what is in those that are likely meant, and how many others there are', async () => {
    const requests = countRequests()
    const watch = await watchAs({ connect }, looking.kubeconfig, three)
    await watch.until(() => {
      const told = watch.last('namespaces')
      return told !== undefined && told.read.length === 3 && told.refused.length >= size - 3
    })
    await watch.until(() => watch.last('health')?.health.state === 'live')
    expect(watch.unused()).toEqual(three.map((name) => `of-${name}`))
    // The kubeconfig's namespace and the named ones were asked first.
    expect(requests.listed.slice(0, 4)).toEqual(expect.arrayContaining(three))
    expect(requests.most).toBeLessThanOrEqual(8)
    // It doesn't ask again where it can't list.
    expect(requests.listed.length).toBe(watch.last('namespaces')?.of)
  })
})

describe(`a user who may read each of ${size} namespaces`, () => {
  it('has at most eight lists under way, and progress and rows from the first', async () => {
    const before = usage()
    const began = performance.now()
    const requests = countRequests()
    const turnstile = createTurnstile()
    const watch = await watchAs(turnstile, wide.kubeconfig)
    // What was read is told although the others can't be read yet.
    for (const count of [50, 100, 200]) {
      turnstile.letThrough(count)
      await watch.until(() => {
        const { read = [], refused = [] } = watch.last('namespaces') ?? {}
        return (
          read.length > count / 2 &&
          read.length + refused.length === count &&
          watch.unused().length === read.length
        )
      })
    }
    turnstile.letThrough(Infinity)
    await watch.until(() => watch.unused().length === size)
    await watch.until(() => watch.last('health')?.health.state === 'live')
    const liveAt = performance.now() - began
    const progress = watch.messages.flatMap((told) => (told.kind === 'namespaces' ? [told.read.length] : []))
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(requests.most).toBe(8)
    await expect.poll(() => requests.watches).toBeGreaterThanOrEqual(size)
    const after = usage()
    console.log(
      `few rights: ${size} namespaces, live ${Math.round(liveAt)} ms; ` +
        `${after.files - before.files} more open files, ${after.megabytes - before.megabytes} MB more; ` +
        `the server took ${(after.serverSeconds - before.serverSeconds).toFixed(1)} s, ` +
        `${after.serverMegabytes - before.serverMegabytes} MB more`,
    )

    const admin = await connectBy(cluster.adminKubeconfig)
    const path = `/api/v1/namespaces/${three[0] ?? ''}/secrets/of-${three[0] ?? ''}`
    await admin.write({ verb: 'delete', path, body: {} })
    await watch.until(() => watch.unused().length === size - 1)
    await admin.close()
    await watch.stop()
    await expect.poll(() => usage().files).toBeLessThan(before.files + 50)
  })
})
