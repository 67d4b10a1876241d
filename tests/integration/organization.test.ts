import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { startFaultyProxy, type FaultyProxy } from '../cluster/faulty-proxy.ts'
import { onBothClusters, realCluster } from './both-clusters.ts'
import {
  gone,
  mayRead,
  mayReadNames,
  openOrganization,
  product,
  research,
  type OpenOrganization,
} from './open-organization.ts'

const unnamed = { [research]: research, [product]: product, [gone]: gone, ml: 'ml' }
const named = { ...unnamed, [research]: 'research', [product]: 'product' }

await onBothClusters((cluster) => {
  let company: OpenOrganization
  beforeAll(async () => {
    company = await openOrganization(cluster)
  })
  afterEach(() => company.close())
  afterAll(() => cluster.setOrganization([]))

  describe('where no custom resource names departments', () => {
    it('they are called by their ids, which isn’t a failure', async () => {
      const found = await company.openWhole()
      expect(company.calledIn(found)).toEqual(unnamed)
      expect(found.list.health().state).toBe('live')
      expect(found.list.reaches({ kind: 'department', id: research }, company.vision)).toBeNull()
    })

    it('one that a secret names by its id and another by its name is two', async () => {
      const found = await company.openWhole()
      expect(company.idsIn(found)).toEqual(new Set([research, product, gone, 'ml']))
    })
  })

  describe('where custom resources name departments and projects', () => {
    beforeAll(() => cluster.setOrganization(company.objects))

    it('kubectl sees them', async () => {
      const kinds = ['departments.scheduling.run.ai', 'departments.kai.resources', 'projects.run.ai']
      const seen = (await cluster.kubectl(['get', kinds.join(), '-o', 'name'])).trim().split('\n')
      expect(seen.sort()).toEqual([
        'department.kai.resources/product',
        'department.scheduling.run.ai/research',
        'project.run.ai/odd',
        'project.run.ai/vision',
        'project.run.ai/without-namespace',
      ])
      const told = await cluster.kubectl(['api-resources', '--api-group=run.ai', '-o', 'name'])
      expect(told).toBe('projects.run.ai\n')
    })

    it('they are called by their names', async () => {
      expect(company.calledIn(await company.openWhole())).toEqual(named)
    })

    it('one that a secret names by its id and another by its name is one', async () => {
      await cluster.setOrganization([
        ...company.objects,
        company.department('scheduling.run.ai/v1', 'ml', gone),
      ])
      const found = await company.openWhole()
      expect(company.calledIn(found)).toEqual({ [research]: 'research', [product]: 'product', [gone]: 'ml' })
      const both = company.credentialsIn(found).filter(({ scope }) => scope.id === gone)
      expect(both.map(({ status }) => status)).toMatchObject([
        { issues: [{ code: 'name-shared' }] },
        { issues: [{ code: 'name-shared' }] },
      ])
      await cluster.setOrganization(company.objects)
      found.list.refresh()
      await expect.poll(() => company.idsIn(found)).toContain('ml')
    })

    it('a namespace is that of the project which names it, and its label wins; departments reach theirs', async () => {
      const messages: ClusterMessage[] = []
      const found = await company.openWhole({ send: (message) => messages.push(message) })
      const { vision, labelled, namespace } = company
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
      const found = await company.openWhole()
      company.chooseProjectLabel('kai/project')
      found.list.settingsChanged()
      expect(found.list.projectOf(company.labelled)).toBe('by-kai')
    })

    it('a user who may not read them sees the ids, and no failure', async () => {
      const user = await cluster.user('no-names', { clusterRules: mayRead })
      const found = await company.openWhole({ kubeconfig: user.kubeconfig })
      expect(company.calledIn(found)).toEqual(unnamed)
      expect(found.list.health().state).toBe('live')
    })

    it('a department that is renamed at the namespaces of its projects too is asked for again', async () => {
      const found = await company.openWhole()
      const [first, ...others] = company.objects
      await cluster.setOrganization([
        { ...(first as (typeof company.objects)[0]), spec: { displayName: 'Basic research' } },
        ...others,
      ])
      await cluster.kubectl(['label', 'namespace', company.vision, 'runai/department-name=basic-research'])
      await expect.poll(() => company.calledIn(found)[research]).toBe('Basic research')
      await cluster.kubectl(['label', 'namespace', company.vision, 'runai/department-name-'])
      await cluster.setOrganization(company.objects)
    })

    it('are forgotten by a refresh after their definitions are gone', async () => {
      const found = await company.openWhole()
      expect(company.calledIn(found)).toEqual(named)
      await cluster.setOrganization([])
      found.list.refresh()
      await expect.poll(() => company.calledIn(found)[research]).toBe(research)
      expect(company.calledIn(found)).toEqual(unnamed)
    })
  })
})

describe('on the way to a kube-apiserver', () => {
  const cluster = realCluster()
  let company: OpenOrganization
  let proxy: FaultyProxy
  beforeAll(async () => {
    company = await openOrganization(cluster)
    await cluster.setOrganization(company.objects)
    proxy = await startFaultyProxy(cluster)
  })
  afterEach(async () => {
    proxy.treat(() => 'pass')
    await company.close()
  })
  afterAll(async () => {
    await proxy.stop()
    await cluster.setOrganization([])
  })

  /** A kubeconfig, through the proxy, of a user who may read everything that names things. */
  async function throughProxy(name: string): Promise<string> {
    const { token } = await cluster.user(name, { clusterRules: mayReadNames })
    const file = join(cluster.folder, `${name}-names.kubeconfig`)
    await writeFile(file, proxy.kubeconfig(name, token))
    return file
  }

  it('each is asked for once, and again by a refresh', async () => {
    const requests = () => proxy.requests().filter((path) => /^\/apis\/(?:[a-z.]*run\.ai|kai)/.test(path))
    const before = requests().length
    const found = await company.openWhole({ kubeconfig: await throughProxy('names') })
    const first = requests().slice(before)
    expect(first).toHaveLength(7)
    expect(new Set(first).size).toBe(7)

    const [, second, ...others] = company.objects
    const moved = { ...(second as (typeof company.objects)[0]) }
    moved.metadata = { ...moved.metadata, labels: { 'runai/department-id': gone } }
    await cluster.setOrganization([...company.objects.slice(0, 1), moved, ...others])
    found.list.refresh()
    await expect.poll(() => company.calledIn(found)[gone]).toBe('product')
    expect(company.calledIn(found)).toEqual({ ...named, [product]: product, [gone]: 'product' })
    expect(requests().slice(before)).toHaveLength(14)
    await cluster.setOrganization(company.objects)
  })

  it('an answer that does not come delays no row, and isn’t a failure of the cluster', async () => {
    proxy.treat(({ url = '' }) => (/^\/apis\/[a-z.]*(?:run\.ai|kai)/.test(url) ? 'hang' : 'pass'))
    const messages: ClusterMessage[] = []
    const live = Promise.withResolvers<undefined>()
    const found = await company.open({
      kubeconfig: await throughProxy('slow'),
      send: (message) => {
        messages.push(message)
        if (message.kind === 'health' && message.health.state === 'live') live.resolve(undefined)
      },
    })
    await live.promise
    expect(company.calledIn(found)).toEqual(unnamed)
    expect(found.list.isWhole()).toBe(false)
    expect(messages.some(({ kind }) => kind === 'listed')).toBe(true)
  })

  it('a group that is out of order takes only its own names away', async () => {
    const body = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 503 })
    proxy.treat(({ url = '' }) =>
      url.startsWith('/apis/scheduling.run.ai') ? { status: 503, body } : 'pass',
    )
    const found = await company.openWhole({ kubeconfig: await throughProxy('half') })
    expect(company.calledIn(found)).toEqual({ ...unnamed, [product]: 'product' })
    expect(found.list.health().state).toBe('live')
  })
})
