import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openCluster, type OpenCluster } from '../../electron/services/cluster/open-cluster.ts'
import { wholeList } from '../../electron/services/cluster/whole-list.ts'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { startFaultyProxy, type FaultyProxy } from '../cluster/faulty-proxy.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import { realCluster } from './both-clusters.ts'
import { deleteDefinitions, makeDefinitions } from './organization-resources.ts'

const cluster = realCluster()
const mayRead = [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }]
const mayReadNames = [
  ...mayRead,
  {
    apiGroups: ['run.ai', 'scheduling.run.ai', 'kai.resources'],
    resources: ['departments', 'projects'],
    verbs: ['list'],
  },
]
/** Milliseconds, beyond all that a loaded machine takes. */
const patience = 60_000
const { signal } = new AbortController()

const research = '4500043'
const product = '4500044'
const gone = '4500045'
const ids = [research, product, gone]
const unnamed = Object.fromEntries(ids.map((id) => [id, id]))
const named = { ...unnamed, [research]: 'research', [product]: 'product' }

/** Stands for Run:ai's own namespace, and those of projects. */
let namespace: string
let vision: string
let labelled: string
let proxy: FaultyProxy
let opened: OpenCluster | null = null
let projectLabel = 'runai/queue'

async function open(kubeconfig: string, send?: (message: ClusterMessage) => void): Promise<OpenCluster> {
  const contexts = contextsOf(kubeconfig)
  const context = (await contexts.list()).current ?? ''
  const access = {
    contexts,
    namedNamespaces: { of: () => [], change: () => Promise.resolve() },
    runaiNamespace: () => namespace,
    projectLabel: () => projectLabel,
    connect: (request: Parameters<OpenAccess['connect']>[0]) =>
      Promise.resolve(cluster.connect({ ...request, version: 'test', log: () => undefined })),
  }
  opened = await openCluster(access, { context, signal, ...(send === undefined ? {} : { send }) })
  return opened
}
type OpenAccess = Parameters<typeof openCluster>[0]

/** A kubeconfig of a user who may read all that names things, through the proxy. */
async function throughProxy(name: string): Promise<string> {
  const { token } = await cluster.user(name, { clusterRules: mayReadNames })
  const file = join(cluster.folder, `${name}-names.kubeconfig`)
  await writeFile(file, proxy.kubeconfig(name, token))
  return file
}

const untilWhole = ({ list }: OpenCluster) => wholeList(list, { isCurrent: true, signal })

/** What the departments of the secrets are called, by their ids. */
const calledIn = ({ list }: OpenCluster) =>
  Object.fromEntries(
    [...list.credentials()]
      // What other tests left in the cluster is told as copies whose originals are not here.
      .filter(({ scope, ...each }) => each.namespace === namespace && ids.includes(scope.id))
      .map(({ scope }) => [scope.id, scope.name]),
  )

const create = (...items: object[]) =>
  cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })

beforeAll(async () => {
  await deleteDefinitions(cluster)
  namespace = await cluster.namespace('names')
  vision = await cluster.namespace('names-vision')
  labelled = await cluster.namespace('names-labelled', { 'runai/queue': 'by-label', 'kai/project': 'by-kai' })
  const secretOf = (id: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `of-${id}`,
      namespace,
      labels: { 'run.ai/department': id, 'run.ai/resource': 'password' },
      annotations: { [annotationKeys.credential]: `Of ${id}` },
    },
  })
  await create(...ids.map(secretOf))
  proxy = await startFaultyProxy(cluster)
})
afterEach(async () => {
  proxy.treat(() => 'pass')
  await opened?.close()
  opened = null
})
afterAll(async () => {
  await proxy.stop()
  await deleteDefinitions(cluster)
})

describe('where no custom resource tells departments', () => {
  it('they are called by their ids, which is no failure', async () => {
    const found = await open(cluster.adminKubeconfig)
    await untilWhole(found)
    expect(calledIn(found)).toEqual(unnamed)
    expect(found.list.health().state).toBe('live')
    expect(found.list.reaches({ kind: 'department', id: research }, vision)).toBeNull()
  })
})

describe('where custom resources tell departments and projects', () => {
  beforeAll(async () => {
    await makeDefinitions(cluster)
    const department = (apiVersion: string, name: string, id: string) => ({
      apiVersion,
      kind: 'Department',
      metadata: { name, labels: { 'runai/department-id': id } },
      spec: { queues: [] },
    })
    const project = (apiVersion: string, name: string, parts: object) => ({
      apiVersion,
      kind: 'Project',
      metadata: { name },
      ...parts,
    })
    await create(
      department('scheduling.run.ai/v1', 'research', research),
      department('kai.resources/v1alpha1', 'product', product),
      project('run.ai/v1', 'vision', { spec: { department: 'research' }, status: { namespace: vision } }),
      project('kai.resources/v1alpha1', 'by-label', { spec: { parent: 'product', queues: [] } }),
      project('run.ai/v2', 'without-namespace', { spec: { department: 'research' } }),
      project('run.ai/v2', 'odd', { spec: { department: 7, namespace: '../x' }, status: { namespace: 3 } }),
    )
  })

  it('they are called by their names, each is asked for once, and again by a refresh', async () => {
    const requests = () => proxy.requests().filter((path) => /^\/apis\/(?:[a-z.]*run\.ai|kai)/.test(path))
    const before = requests().length
    const found = await open(await throughProxy('names'))
    await untilWhole(found)
    expect(calledIn(found)).toEqual(named)
    const first = requests().slice(before)
    expect(first).toHaveLength(7)
    expect(new Set(first).size).toBe(7)

    await cluster.kubectl([
      'label',
      '--overwrite',
      'departments.kai.resources',
      'product',
      `runai/department-id=${gone}`,
    ])
    found.list.refresh()
    await expect.poll(() => calledIn(found)[gone], { timeout: patience }).toBe('product')
    expect(calledIn(found)).toEqual({ ...named, [product]: product, [gone]: 'product' })
    expect(requests().slice(before)).toHaveLength(14)
    await cluster.kubectl([
      'label',
      '--overwrite',
      'departments.kai.resources',
      'product',
      `runai/department-id=${product}`,
    ])
  })

  it('a namespace is that of the project which names it, and its label wins; departments reach theirs', async () => {
    const messages: ClusterMessage[] = []
    const found = await open(cluster.adminKubeconfig, (message) => messages.push(message))
    await untilWhole(found)
    const { projectOf, reaches } = found.list
    expect([vision, labelled, namespace].map(projectOf)).toEqual(['vision', 'by-label', namespace])
    expect(reaches({ kind: 'department', id: research }, vision)).toBe(true)
    expect(reaches({ kind: 'department', id: product }, vision)).toBe(false)
    expect(reaches({ kind: 'department', id: product }, labelled)).toBe(true)
    expect(reaches({ kind: 'department', id: gone }, labelled)).toBe(false)
    const told = messages.findLast((message) => message.kind === 'projects')
    expect(told?.departments).toEqual([
      { id: product, name: 'product' },
      { id: research, name: 'research' },
    ])
    expect(told?.projects).toContainEqual({ name: 'vision', namespace: vision, department: research })
  })

  it('another label names projects as soon as the settings say so', async () => {
    const found = await open(cluster.adminKubeconfig)
    await untilWhole(found)
    projectLabel = 'kai/project'
    try {
      found.list.settingsChanged()
      expect(found.list.projectOf(labelled)).toBe('by-kai')
    } finally {
      projectLabel = 'runai/queue'
    }
  })

  it('who may not read them sees the ids, and no failure', async () => {
    const user = await cluster.user('no-names', { clusterRules: mayRead })
    const found = await open(user.kubeconfig)
    await untilWhole(found)
    expect(calledIn(found)).toEqual(unnamed)
    expect(found.list.health().state).toBe('live')
  })

  it('an answer that does not come keeps no row back, and is no failure of the cluster', async () => {
    proxy.treat(({ url = '' }) => (/^\/apis\/[a-z.]*(?:run\.ai|kai)/.test(url) ? 'hang' : 'pass'))
    const messages: ClusterMessage[] = []
    const live = Promise.withResolvers<undefined>()
    const found = await open(await throughProxy('slow'), (message) => {
      messages.push(message)
      if (message.kind === 'health' && message.health.state === 'live') live.resolve(undefined)
    })
    await live.promise
    expect(calledIn(found)).toEqual(unnamed)
    expect(found.list.isWhole()).toBe(false)
    expect(messages.some(({ kind }) => kind === 'listed')).toBe(true)
  })

  it('a group that is out of order takes only its own names away', async () => {
    const body = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 503 })
    proxy.treat(({ url = '' }) =>
      url.startsWith('/apis/scheduling.run.ai') ? { status: 503, body } : 'pass',
    )
    const found = await open(await throughProxy('half'))
    await untilWhole(found)
    expect(calledIn(found)).toEqual({ ...unnamed, [product]: 'product' })
    expect(found.list.health().state).toBe('live')
  })

  it('are forgotten by a refresh after their definitions are gone', async () => {
    const found = await open(cluster.adminKubeconfig)
    await untilWhole(found)
    expect(calledIn(found)).toEqual(named)
    await deleteDefinitions(cluster)
    found.list.refresh()
    await expect.poll(() => calledIn(found)[research], { timeout: patience }).toBe(research)
    expect(calledIn(found)).toEqual(unnamed)
  })
})
