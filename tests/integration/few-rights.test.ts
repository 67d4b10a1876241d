import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { createCredentials } from '../../electron/services/credentials/credentials-service.ts'
import type { CredentialsMessage } from '../../shared/contract/credentials.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { useCluster } from '../cluster/use-cluster.ts'

const mayRead = [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]
const mayListNamespaces = [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }]

/** Makes namespaces with one unused secret each; gives their names. */
async function namespacesWithSecrets(cluster: Cluster, count: number): Promise<string[]> {
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

/** Watches as a user, until the test says so. */
async function watchAs(kubeconfig: string, named: string[] = []) {
  const names = { current: named }
  const contexts = contextsOf(kubeconfig)
  const service = createCredentials({
    runaiNamespace: () => 'runai',
    contexts,
    namedNamespaces: {
      of: () => names.current,
      change: (_, next) => {
        names.current = next
        return Promise.resolve()
      },
    },
    connect: (request) => createConnection({ ...request, version: 'test', log: () => undefined }),
    chooseFileToSave: () => Promise.resolve(null),
    onWritten: () => undefined,
  })
  const stop = new AbortController()
  const messages: CredentialsMessage[] = []
  const unused = new Map<string, string>()
  const changed: (() => void)[] = []
  const context = (await contexts.list()).current ?? ''
  const ended = service.watch(
    { context },
    {
      signal: stop.signal,
      send: (message) => {
        messages.push(message)
        if (message.kind === 'rows') {
          for (const { uid, kubernetesName } of message.unused) unused.set(uid, kubernetesName)
          for (const uid of message.removed) unused.delete(uid)
        }
        for (const listener of changed.splice(0)) listener()
      },
    },
  )
  const last = <K extends CredentialsMessage['kind']>(kind: K) =>
    messages.findLast((message): message is Extract<CredentialsMessage, { kind: K }> => message.kind === kind)
  return {
    context,
    service,
    messages,
    last,
    unused: () => [...unused.values()].sort(),
    until: async (holds: () => boolean) => {
      while (!holds()) await new Promise<void>((resolve) => changed.push(resolve))
    },
    stop: async () => {
      stop.abort()
      await ended
    },
  }
}

/** Counts the lists of namespaces that are under way in this process; `stop` gives the most at a time. */
function countLists() {
  const open = new Set<object>()
  let most = 0
  const created = (message: unknown) => {
    const { request } = message as { request: { path: string } }
    if (!/\/namespaces\/[^/]+\/secrets/.test(request.path) || request.path.includes('watch=')) return
    open.add(request)
    most = Math.max(most, open.size)
  }
  const ended = (message: unknown) => void open.delete((message as { request: object }).request)
  subscribe('undici:request:create', created)
  subscribe('undici:request:trailers', ended)
  return {
    stop: () => {
      unsubscribe('undici:request:create', created)
      unsubscribe('undici:request:trailers', ended)
      return most
    },
  }
}

const isLive = (message: Extract<CredentialsMessage, { kind: 'health' }> | undefined) =>
  message?.health.state === 'live'

describe('a user who may not list the secrets of the cluster', () => {
  it('sees those of the namespaces that may be read, live, and is told which ones may not', async () => {
    const cluster = useCluster()
    const [first = '', second = '', third = ''] = await namespacesWithSecrets(cluster, 3)
    const user = await cluster.user('few', {
      clusterRules: mayListNamespaces,
      namespaceRules: { [first]: mayRead, [second]: mayRead },
    })
    const watch = await watchAs(user.kubeconfig)
    await watch.until(() => isLive(watch.last('health')) && watch.last('listed') !== undefined)
    expect(watch.unused()).toEqual([`of-${first}`, `of-${second}`].sort())
    await watch.until(() => {
      const told = watch.last('namespaces')
      return told !== undefined && told.read === 2 && told.refused.includes(third)
    })

    await cluster.kubectl(['delete', 'secret', `of-${first}`, '-n', first])
    await watch.until(() => watch.unused().length === 1)
    await watch.stop()
  })

  it('who may not list namespaces either sees those of the kubeconfig and those that were named', async () => {
    const cluster = useCluster()
    const [first = '', second = '', third = ''] = await namespacesWithSecrets(cluster, 3)
    const user = await cluster.user('fewer', {
      namespaceRules: { [first]: mayRead, [second]: mayRead, [third]: mayRead },
    })
    const watch = await watchAs(user.kubeconfig, [first])
    await watch.until(() => isLive(watch.last('health')))
    expect(watch.unused()).toEqual([`of-${first}`])

    await watch.service.nameNamespaces({ context: watch.context, namespaces: [first, second] })
    await watch.until(() => watch.unused().length === 2)
    await watch.service.nameNamespaces({ context: watch.context, namespaces: [second] })
    await watch.until(() => watch.unused().length === 1)
    expect(watch.unused()).toEqual([`of-${second}`])
    await watch.stop()
  })

  it('who may read nothing is told so, in the words of the cluster', async () => {
    const cluster = useCluster()
    const user = await cluster.user('none')
    const watch = await watchAs(user.kubeconfig)
    await watch.until(() => watch.last('health')?.health.state === 'failed')
    expect(watch.last('health')?.health).toMatchObject({
      failure: { code: 'forbidden', verb: 'list', resource: 'secrets', namespace: '' },
    })
    expect(watch.last('listed')).toBeUndefined()
    await watch.stop()
  })

  it('has at most eight lists under way, and rows and progress from the first', async () => {
    const cluster = useCluster()
    const names = await namespacesWithSecrets(cluster, 60)
    const user = await cluster.user('many', {
      clusterRules: mayListNamespaces,
      namespaceRules: Object.fromEntries(names.map((name) => [name, mayRead])),
    })
    const proxy = await startFaultyProxy(cluster)
    proxy.treat(() => ({ bytesPerSecond: 2_000_000 }))
    const lists = countLists()
    const file = join(cluster.folder, 'many.kubeconfig')
    await writeFile(file, proxy.kubeconfig('many', user.token), { mode: 0o600 })
    const watch = await watchAs(file)
    await watch.until(() => names.every((name) => watch.unused().includes(`of-${name}`)))
    await watch.until(() => (watch.last('namespaces')?.read ?? 0) >= names.length)
    expect(lists.stop()).toBe(8)
    const rowMessages = watch.messages.filter(({ kind }) => kind === 'rows')
    expect(rowMessages.length).toBeGreaterThan(1)
    await watch.stop()
    await proxy.stop()
  })
})
