import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { onBothClusters, realCluster, type ContractCluster } from './both-clusters.ts'
import { openWatch } from './open-watch.ts'

async function secret(
  cluster: ContractCluster,
  namespace: string,
  name: string,
  labels: string[],
  annotations: string[] = [],
) {
  await cluster.kubectl([
    'create',
    'secret',
    'generic',
    name,
    '-n',
    namespace,
    '--from-literal=User=u',
    '--from-literal=Password=p',
  ])
  if (labels.length > 0) await cluster.kubectl(['label', 'secret', name, '-n', namespace, ...labels])
  if (annotations.length > 0)
    await cluster.kubectl(['annotate', 'secret', name, '-n', namespace, ...annotations])
}

const project = ['run.ai/credentials=true', 'run.ai/resource=password']

await onBothClusters((cluster) => {
  describe('the credentials service', () => {
    it('reads the forms of a project’s registration once, with its scope', async () => {
      const namespace = await cluster.namespace('forms', { 'runai/queue': 'forms-project' })
      const forms: [string, string[]][] = [
        ['project-both', project],
        ['project-new', ['run.ai/resource=password']],
        ['project-old', ['run.ai/credentials=true']],
        ['console', ['run.ai/asset=password']],
        ['nothing', ['run.ai/cluster-wide=true']],
        ['unregistered', []],
      ]
      for (const [name, labels] of forms) await secret(cluster, namespace, `${namespace}-${name}`, labels)
      const watch = openWatch(cluster)
      const scope = (name: string) => watch.unused(`${namespace}-${name}`)?.scope
      await watch.until(() => watch.messages.some(({ kind }) => kind === 'listed'))
      // The project's name may arrive after the rows.
      await watch.until(() => scope('project-both')?.id !== namespace)
      expect(Object.fromEntries(forms.map(([name]) => [name, scope(name)]))).toEqual({
        'project-both': { kind: 'project', id: 'forms-project', name: 'forms-project' },
        'project-new': { kind: 'project', id: 'forms-project', name: 'forms-project' },
        'project-old': { kind: 'project', id: 'forms-project', name: 'forms-project' },
        console: undefined,
        nothing: undefined,
        unregistered: undefined,
      })
      expect(watch.credential(`${namespace}-console`)).toMatchObject({ origin: 'console', type: 'password' })
      const told = watch.messages.flatMap((message) => (message.kind === 'rows' ? message.unused : []))
      const both = told.filter(({ kubernetesName }) => kubernetesName === `${namespace}-project-both`)
      // Reported again only if something changed.
      expect(new Set(both.map((row) => JSON.stringify(row))).size).toBe(both.length)
      expect(watch.news()).not.toContain(both[0]?.uid)
      await watch.stop()
    })

    it('follows a secret from unused to credential, between two lists, and out again', async () => {
      const namespace = await cluster.namespace('life', { 'runai/queue': 'life-project' })
      const watch = openWatch(cluster)
      await watch.until(() => watch.healths.at(-1)?.state === 'live')
      const name = `${namespace}-s`
      const change = (verb: string, ...pairs: string[]) =>
        cluster.kubectl([verb, 'secret', name, '-n', namespace, '--overwrite', ...pairs])

      await secret(cluster, namespace, name, project)
      await watch.until(() => watch.unused(name) !== undefined)
      expect(watch.news()).toContain(watch.unused(name)?.uid)
      await change('annotate', `credenza.app/credential=${name}`)
      await watch.until(() => watch.credential(name)?.status.kind === 'ok')
      expect(watch.unused(name)).toBeUndefined()
      // Without run.ai/resource it leaves one list and enters another.
      await change('label', 'run.ai/resource-')
      await watch.until(() => watch.credential(name)?.status.kind === 'none')
      await change('label', 'run.ai/credentials-')
      await watch.until(() => watch.credential(name) === undefined)
      await watch.stop()
    })

    it('forgets everything of a namespace that vanishes', async () => {
      const namespace = await cluster.namespace('vanish', { 'runai/queue': 'vanish' })
      await secret(cluster, namespace, `${namespace}-s`, project, [`credenza.app/credential=${namespace}`])
      const watch = openWatch(cluster)
      await watch.until(() => watch.credential(namespace) !== undefined)
      await cluster.finalizeNamespace(namespace)
      await watch.until(() => watch.credential(namespace) === undefined)
      await watch.stop()
    })

    it('lets namespaces replace projects if the user may not list them', async () => {
      const namespace = await cluster.namespace('nolist', { 'runai/queue': 'hidden-project' })
      await secret(cluster, namespace, `${namespace}-s`, project)
      const user = await cluster.user('secrets-only', {
        clusterRules: [{ resources: ['secrets'], verbs: ['list', 'watch'] }],
      })
      const watch = openWatch(cluster, user.kubeconfig)
      await watch.until(() => watch.healths.at(-1)?.state === 'live')
      expect(watch.unused(`${namespace}-s`)?.scope).toEqual({
        kind: 'project',
        id: namespace,
        name: namespace,
      })
      await watch.stop()
    })

    it('says what the user may not do, and does not ask again by itself', async () => {
      const nobody = await cluster.user('nobody')
      const watch = openWatch(cluster, nobody.kubeconfig)
      await watch.until(() => watch.healths.at(-1)?.state === 'failed')
      expect(watch.healths.at(-1)).toMatchObject({
        state: 'failed',
        failure: { code: 'forbidden', verb: 'list', resource: 'secrets', namespace: '' },
      })
      await watch.stop()
    })
  })
})

describe('the credentials service behind a proxy', () => {
  const cluster = realCluster()

  it('keeps its rows through a cut, catches up with what happened in the meantime, and says so', async () => {
    const namespace = await cluster.namespace('cut', { 'runai/queue': 'cut' })
    await secret(cluster, namespace, `${namespace}-a`, project, [`credenza.app/credential=${namespace}-a`])
    const user = await cluster.user('through-proxy', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
    })
    const proxy = await startFaultyProxy(cluster)
    const kubeconfig = `${cluster.folder}/cut-${namespace}`
    await writeFile(kubeconfig, proxy.kubeconfig('cut', user.token))
    const watch = openWatch(cluster, kubeconfig)
    await watch.until(() => watch.healths.at(-1)?.state === 'live')

    proxy.treat(() => 'reset')
    proxy.cutAll()
    await watch.until(() => watch.healths.at(-1)?.state === 'reconnecting')
    expect(watch.credential(`${namespace}-a`)).toBeDefined()
    await secret(cluster, namespace, `${namespace}-b`, project, [`credenza.app/credential=${namespace}-b`])
    await cluster.kubectl(['delete', 'secret', `${namespace}-a`, '-n', namespace])
    proxy.treat(() => 'pass')
    await watch.until(() => watch.credential(`${namespace}-b`) !== undefined)
    await watch.until(() => watch.credential(`${namespace}-a`) === undefined)
    await watch.until(() => watch.healths.at(-1)?.state === 'live')
    await watch.stop()
    await proxy.stop()
  })

  it('keeps its rows while the kubeconfig can’t be opened again, and is right once it can', async () => {
    const cluster = realCluster()
    const namespace = await cluster.namespace('reopened', { 'runai/queue': 'reopened' })
    await secret(cluster, namespace, `${namespace}-a`, project, [`credenza.app/credential=${namespace}-a`])
    const user = await cluster.user('reopens', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
    })
    const proxy = await startFaultyProxy(cluster)
    const kubeconfig = `${cluster.folder}/reopened-${namespace}`
    const write = (token: string) => writeFile(kubeconfig, proxy.kubeconfig('reopened', token))
    await write(user.token)
    const watch = openWatch(cluster, kubeconfig)
    await watch.until(() => watch.healths.at(-1)?.state === 'live')
    const refusal = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 401, reason: 'Unauthorized' }
    proxy.treat(() => ({ status: 401, body: JSON.stringify(refusal) }))
    proxy.cutAll()
    await watch.until(() => watch.healths.at(-1)?.state === 'failed')
    await cluster.kubectl(['delete', 'secret', `${namespace}-a`, '-n', namespace])

    await writeFile(kubeconfig, 'contexts: 7')
    const failure = () => {
      const health = watch.healths.at(-1)
      return health?.state === 'failed' ? health.failure.code : ''
    }
    for (let attempt = 0; attempt < 2; attempt++) {
      const before = watch.healths.length
      watch.service.refresh({ context: 'reopened' })
      await watch.until(() => watch.healths.length > before && /^(kubeconfig|context)-/.test(failure()))
    }
    expect(watch.healths.at(-1)).toMatchObject({ asOf: expect.stringMatching(/^\d{4}-/) as string })
    expect(watch.credential(`${namespace}-a`)).toBeDefined()
    expect(() => watch.service.opened('reopened')).toThrow()

    await write(user.token)
    proxy.treat(() => 'pass')
    watch.service.refresh({ context: 'reopened' })
    await watch.until(() => watch.healths.at(-1)?.state === 'live')
    expect(watch.credential(`${namespace}-a`)).toBeUndefined()
    await watch.stop()
    await proxy.stop()
  })

  it('stays incomplete while one of its lists can’t be read, even if the others answer', async () => {
    const user = await cluster.user('one-list-cut', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
    })
    const proxy = await startFaultyProxy(cluster)
    const isMain = (url = '') =>
      new URL(url, proxy.server).searchParams.get('labelSelector') === 'run.ai/resource'
    proxy.treat((request) => (isMain(request.url) ? { cutAfter: 100 } : 'pass'))
    const kubeconfig = `${cluster.folder}/one-list-cut`
    await writeFile(kubeconfig, proxy.kubeconfig('one-list-cut', user.token))
    const watch = openWatch(cluster, kubeconfig)
    await watch.until(() => watch.healths.at(-1)?.state === 'partial')
    // Every other list is read and watched meanwhile.
    await expect
      .poll(() => proxy.requests().filter((url) => url.includes('watch=')).length)
      .toBeGreaterThan(3)
    expect(watch.healths.at(-1)?.state).toBe('partial')
    proxy.treat(() => 'pass')
    await watch.until(() => watch.healths.at(-1)?.state === 'live')
    await watch.stop()
    await proxy.stop()
  })

  it.each([1, 3])(
    'shows %i credentials of a list that is cut behind them, and says that more may be there',
    async (count) => {
      const namespace = await cluster.namespace(`cut-${count}`, { 'runai/queue': `cut-${count}` })
      const names = ['a', 'b', 'c', 'd'].map((name) => `${namespace}-${name}`)
      for (const name of names)
        await secret(cluster, namespace, name, project, [`credenza.app/credential=${name}`])
      const user = await cluster.user('cut-behind', {
        clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
        namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['list', 'watch'] }] },
      })
      const proxy = await startFaultyProxy(cluster)
      proxy.treat(({ url = '' }) =>
        url.includes(`/${namespace}/secrets`) && !url.includes('watch=')
          ? { cutAfterText: `{"cells":["${names[count]}` }
          : 'pass',
      )
      const kubeconfig = `${cluster.folder}/cut-behind-${count}`
      await writeFile(kubeconfig, proxy.kubeconfig('cut-behind', user.token))
      const watch = openWatch(cluster, kubeconfig)
      await watch.until(() => watch.healths.at(-1)?.state === 'partial')
      await watch.until(() => watch.rows().credentials.length === count)
      expect(watch.healths.at(-1)?.state).toBe('partial')
      expect(watch.rows().credentials.map(({ name }) => name)).toEqual(names.slice(0, count))
      proxy.treat(() => 'pass')
      await watch.until(() => watch.rows().credentials.length === names.length)
      await watch.stop()
      await proxy.stop()
    },
  )

  it('ends what it asked on the wire when it is stopped', async () => {
    const user = await cluster.user('stopper', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
    })
    const proxy = await startFaultyProxy(cluster)
    const kubeconfig = `${cluster.folder}/stopper`
    await writeFile(kubeconfig, proxy.kubeconfig('stopper', user.token))
    const watch = openWatch(cluster, kubeconfig)
    await watch.until(() => watch.healths.at(-1)?.state === 'live')
    await expect.poll(() => proxy.openRequests()).toBeGreaterThan(0)
    await watch.stop()
    await expect.poll(() => proxy.openRequests()).toBe(0)
    await proxy.stop()
  })
})
