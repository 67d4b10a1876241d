import { describe, expect, it } from 'vitest'
import { createInventory } from './inventory.ts'
import { kubeRow } from './kube-row.fixture.ts'

const login = 'kubernetes.io/dockerconfigjson'
const wide = { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'docker-registry' }
const named = { 'credenza.app/credential': 'Harbor' }
type Changes = Parameters<typeof kubeRow>[0]
const row = (uid: string, changes: Changes = {}) =>
  kubeRow({ uid, name: 'harbor', labels: wide, cells: ['harbor', login, 1, '3d'], ...changes })
const original = (changes: Changes = {}) =>
  row('original', { namespace: 'runai', annotations: named, ...changes })
const copyIn = (project: string, changes: Changes = {}) =>
  row(`copy-${project}`, { namespace: `runai-${project}`, ...changes })

/** An inventory whose cluster has these projects. */
function inventoryOf(projects: readonly string[] = ['a', 'b', 'c']) {
  const inventory = createInventory('lab')
  const known = projects.map((name) => ({ name, namespace: `runai-${name}` }))
  inventory.setOrganization({
    projects: known,
    projectOf: (namespace) => known.find((project) => project.namespace === namespace)?.name,
    department: (label) => ({ id: label, name: label }),
    reaches: (scope, namespace) => (scope.kind === 'department' ? namespace === 'runai-a' : true),
  })
  return inventory
}
const places = (...some: string[]) => ({ count: some.length, some: some.map((name) => `runai-${name}`) })
const none = { count: 0, some: [] }

describe('copies', () => {
  it('are found by their department, whichever of its id and its name their label says', () => {
    const inventory = inventoryOf()
    inventory.setOrganization({
      projectOf: () => undefined,
      department: (label) =>
        label === '7' || label === 'research' ? { id: '7', name: 'research' } : { id: label, name: label },
    })
    const of = (department: string) => ({
      'run.ai/department': department,
      'run.ai/resource': 'docker-registry',
    })
    inventory.put(0, [original({ labels: of('7') }), copyIn('a', { labels: of('research') })])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([
      { uid: 'original', status: { kind: 'ok' }, copies: { there: places('a') } },
    ])
  })

  it('have no rows: their credential says where they are and where they are missing', () => {
    const inventory = inventoryOf()
    inventory.put(0, [original(), copyIn('a'), copyIn('b', { annotations: named })])
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'original', copies: null }])
    inventory.settle()
    const change = inventory.takeChange()
    expect(change).toMatchObject({ unused: [], removed: [] })
    expect(change.credentials).toMatchObject([
      {
        uid: 'original',
        status: { kind: 'ok' },
        copies: {
          there: places('a', 'b'),
          missing: places('c'),
          differing: none,
          older: none,
          outOfReach: none,
          withValuesInAnnotation: none,
        },
      },
    ])
    expect([...inventory.credentials()]).toEqual(change.credentials)
  })

  it('are reported again only with their credential when one comes or goes', () => {
    const inventory = inventoryOf()
    inventory.put(0, [original(), copyIn('a'), copyIn('b'), copyIn('c')])
    inventory.settle()
    inventory.takeChange()
    inventory.remove(0, ['copy-b'])
    expect(inventory.changeSize).toBeGreaterThan(0)
    expect(inventory.takeChange()).toMatchObject({
      credentials: [{ uid: 'original', copies: { missing: places('b') } }],
      removed: [],
    })
    expect(inventory.changeSize).toBe(0)
  })

  it('are ignored in a cluster whose Run:ai makes none', () => {
    const inventory = inventoryOf()
    inventory.put(0, [original()])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([{ copies: null }])
    inventory.put(0, [row('other', { name: 'other', namespace: 'runai-a' })])
    const told = inventory.takeChange().credentials.find(({ uid }) => uid === 'original')
    expect(told?.copies?.missing).toEqual(places('a', 'b', 'c'))
  })

  it.each([
    ['Secret type', { cells: ['harbor', 'Opaque', 1, ''] }],
    ['number of keys', { cells: ['harbor', login, 2, ''] }],
    ['label of the type', { labels: { ...wide, 'run.ai/resource': 'password' } }],
  ])('differ by their %s, never by values', (_, changes) => {
    const inventory = inventoryOf(['a'])
    inventory.put(0, [original(), copyIn('a', changes)])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([{ copies: { differing: places('a') } }])
  })

  it('are older if the data of their original was written since', () => {
    const inventory = inventoryOf(['a', 'b'])
    const writtenAt = '2026-11-02T00:00:00Z'
    inventory.put(0, [original({ writtenAt }), copyIn('a'), copyIn('b', { writtenAt })])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([{ copies: { older: places('a') } }])
  })

  it('are out of scope in a namespace of no project, or of another department', () => {
    const inventory = inventoryOf(['a', 'b'])
    const labels = { 'run.ai/department': '7', 'run.ai/resource': 'docker-registry' }
    inventory.put(0, [original({ labels }), copyIn('a', { labels }), copyIn('b', { labels })])
    inventory.put(0, [copyIn('former', { labels })])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([
      { copies: { there: places('a', 'b', 'former'), outOfReach: places('b', 'former') } },
    ])
  })

  it('whose original is gone are reported as an issue, on one row, until it comes back', () => {
    const inventory = inventoryOf(['a', 'b'])
    inventory.put(0, [copyIn('a'), copyIn('b')])
    expect(inventory.takeChange()).toEqual({ credentials: [], unused: [], removed: [], news: [] })
    inventory.settle()
    const { credentials } = inventory.takeChange()
    expect(credentials).toMatchObject([
      {
        kubernetesName: 'harbor',
        namespace: 'runai',
        type: 'docker-registry',
        scope: { kind: 'cluster' },
        status: { kind: 'issues', issues: [{ code: 'original-gone', copies: 2 }] },
      },
    ])
    inventory.put(0, [original()])
    expect(inventory.takeChange()).toMatchObject({
      credentials: [{ uid: 'original' }],
      removed: [credentials[0]?.uid],
    })
  })

  it('whose original can’t be read say so, for users of few rights', () => {
    const inventory = inventoryOf(['a', 'b'])
    inventory.put(0, [copyIn('a')])
    inventory.settle((namespace) => namespace === 'runai-a')
    expect(inventory.takeChange().credentials).toMatchObject([
      {
        status: { kind: 'none', reason: { code: 'original-unread', namespace: 'runai' } },
        copies: { there: places('a'), missing: none },
      },
    ])
  })

  it('of the account are no issue: the console keeps no original that must be in this cluster', () => {
    const inventory = inventoryOf(['a'])
    const labels = { 'run.ai/asset': 'docker-registry', 'run.ai/tenant-wide': 'true' }
    inventory.put(0, [copyIn('a', { labels })])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([
      { origin: 'console', scope: { kind: 'account' }, status: { reason: { code: 'account-scope' } } },
    ])
  })

  it('become originals, and these copies, as the settings name another namespace of Run:ai', () => {
    let home = 'runai'
    const inventory = createInventory('lab', [], () => home)
    inventory.put(0, [original(), copyIn('a', { annotations: named })])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'original' }])
    home = 'runai-a'
    inventory.readNamespaceAnew()
    expect(inventory.takeChange()).toMatchObject({
      credentials: [{ uid: 'copy-a', copies: { there: { count: 1, some: ['runai'] } } }],
      removed: ['original'],
    })
  })

  it('which have the annotation of kubectl apply say so, even after the original has lost it', () => {
    const inventory = inventoryOf(['a', 'b'])
    const lastApplied = 'with-values'
    inventory.put(0, [
      original(),
      copyIn('a', { lastApplied }),
      copyIn('b', { lastApplied: 'without-values' }),
    ])
    inventory.settle()
    expect(inventory.takeChange().credentials).toMatchObject([
      { status: { kind: 'ok' }, copies: { withValuesInAnnotation: places('a') } },
    ])
  })

  it('don’t include a project’s own secret with the same Kubernetes name', () => {
    const inventory = inventoryOf(['a', 'b'])
    const labels = { 'run.ai/resource': 'docker-registry' }
    inventory.put(0, [original(), copyIn('a'), copyIn('b', { labels, annotations: named })])
    inventory.settle()
    const told = inventory.takeChange().credentials
    expect(told.find(({ uid }) => uid === 'original')?.copies).toMatchObject({
      there: places('a'),
      missing: places('b'),
    })
    expect(told.find(({ uid }) => uid === 'copy-b')).toMatchObject({
      scope: { kind: 'project' },
      copies: null,
      status: { kind: 'ok' },
    })
  })

  it('are reported again as a namespace goes to another project, is one only now, or its project goes', () => {
    const inventory = inventoryOf(['a', 'b'])
    inventory.put(0, [original(), copyIn('a'), copyIn('b')])
    inventory.settle()
    inventory.takeChange()
    const nowProjects = (...names: string[]) => {
      const known = names.map((name) => ({ name, namespace: `runai-${name}` }))
      inventory.setOrganization({
        projects: known,
        projectOf: (namespace) => known.find((project) => project.namespace === namespace)?.name,
        department: (label) => ({ id: label, name: label }),
        reaches: () => true,
      })
      return inventory.takeChange().credentials.find(({ uid }) => uid === 'original')?.copies
    }
    expect(nowProjects('a', 'b', 'late')).toMatchObject({ missing: places('late'), outOfReach: none })
    expect(nowProjects('a', 'late')).toMatchObject({ missing: places('late'), outOfReach: places('b') })
  })

  it('of a thousand projects and fifty credentials are fifty rows', () => {
    const projects = Array.from({ length: 1000 }, (_, at) => `p${at}`)
    const inventory = inventoryOf(projects)
    for (let at = 0; at < 50; at++) {
      const name = `harbor-${at}`
      inventory.put(0, [original({ uid: name, name, annotations: { 'credenza.app/credential': name } })])
      inventory.put(
        0,
        projects.map((project) => copyIn(project, { uid: `${name}/${project}`, name })),
      )
    }
    inventory.settle()
    const { credentials, unused } = inventory.takeChange()
    expect(unused).toEqual([])
    expect(credentials).toHaveLength(50)
    for (const { copies } of credentials)
      expect(copies).toMatchObject({ there: { count: 1000 }, missing: none })
    expect(JSON.stringify(credentials).length).toBeLessThan(100_000)
  })
})
