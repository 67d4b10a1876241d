import { describe, expect, it } from 'vitest'
import { createInventory } from './inventory.ts'
import { kubeRow } from './kube-row.fixture.ts'

const labels = { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' }
const named = (name: string) => ({ 'credenza.app/credential': name })
const row = (uid: string, changes: Parameters<typeof kubeRow>[0] = {}) =>
  kubeRow({ uid, name: `secret-${uid}`, labels, annotations: named(`Name ${uid}`), ...changes })

describe('the inventory', () => {
  it('reports a row once, and again only when its version is newer', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a')])
    expect(inventory.takeChange().credentials).toHaveLength(1)
    inventory.put(0, [row('a')])
    inventory.put(1, [row('a', { resourceVersion: '9', annotations: named('older') })])
    expect(inventory.changeSize).toBe(0)
    inventory.put(1, [row('a', { resourceVersion: '11', annotations: named('newer') })])
    expect(inventory.takeChange().credentials).toMatchObject([{ name: 'newer' }])
  })

  it('reports a row again when another use of it was found, and keeps it over a new version', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a'), row('b')])
    expect(inventory.takeChange().credentials).toMatchObject([{ usage: null }, { usage: null }])
    inventory.setUsage(
      new Map([
        ['a', 'failing'],
        ['unknown', 'used'],
      ]),
    )
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', usage: 'failing' }])
    inventory.setUsage(new Map([['a', 'failing']]))
    expect(inventory.changeSize).toBe(0)
    inventory.put(0, [row('a', { resourceVersion: '11' })])
    expect(inventory.takeChange().credentials).toMatchObject([{ usage: 'failing' }])
    expect([...inventory.credentials()]).toMatchObject([{ usage: 'failing' }, { usage: null }])
    inventory.setUsage(new Map())
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', usage: null }])
  })

  it('goes back to an older version once every list that contains the row has: the store was restored', () => {
    const inventory = createInventory('c')
    const old = row('a', { resourceVersion: '400', annotations: named('old') })
    inventory.put(0, [row('a', { resourceVersion: '990' })])
    inventory.put(1, [row('a', { resourceVersion: '990' })])
    inventory.takeChange()
    inventory.put(0, [old])
    expect(inventory.changeSize).toBe(0)
    inventory.put(1, [old])
    expect(inventory.takeChange().credentials).toMatchObject([{ name: 'old' }])
  })

  it('goes back to an older version also when the list that had the newer one drops it', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a', { resourceVersion: '400', annotations: named('old') })])
    inventory.put(1, [row('a', { resourceVersion: '990' })])
    inventory.takeChange()
    inventory.remove(1, ['a'])
    expect(inventory.takeChange()).toMatchObject({ credentials: [{ name: 'old' }], removed: [] })
  })

  it('keeps a row until the last list that contained it drops it', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a')])
    inventory.put(2, [row('a')])
    inventory.takeChange()
    inventory.remove(0, ['a'])
    expect(inventory.changeSize).toBe(0)
    inventory.remove(2, ['a', 'never-seen'])
    expect(inventory.takeChange()).toEqual({ credentials: [], unused: [], removed: ['a'], news: [] })
    expect([...inventory.credentials()]).toEqual([])
  })

  it('reports a claimed secret as a credential, which replaces the unused one', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a', { annotations: {} })])
    expect(inventory.takeChange().unused).toHaveLength(1)
    inventory.put(0, [row('a', { resourceVersion: '11' })])
    expect(inventory.takeChange()).toMatchObject({ credentials: [{ uid: 'a' }], unused: [], removed: [] })
  })

  it('reports a row as changed if it went and came back between two changes', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a')])
    inventory.takeChange()
    inventory.remove(0, ['a'])
    inventory.put(0, [row('a', { resourceVersion: '12' })])
    expect(inventory.takeChange()).toMatchObject({ credentials: [{ uid: 'a' }], removed: [] })
  })

  it('reports that a row is gone which came back and went again', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a')])
    inventory.takeChange()
    inventory.remove(0, ['a'])
    inventory.put(0, [row('a', { resourceVersion: '12' })])
    inventory.remove(0, ['a'])
    expect(inventory.takeChange()).toEqual({ credentials: [], unused: [], removed: ['a'], news: [] })
  })

  it('calls news what the cluster changed, and not what was listed or has a name now', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a'), row('b', { namespace: 'team' })])
    expect(inventory.takeChange().news).toEqual([])
    inventory.setOrganization({
      projectOf: (namespace) => (namespace === 'team' ? 'Research' : undefined),
      department: (label) => ({ id: label, name: label }),
    })
    expect(inventory.takeChange()).toMatchObject({
      credentials: [{ uid: 'b', scope: { name: 'Research' } }],
      news: [],
    })
    inventory.put(0, [row('a', { resourceVersion: '12' }), row('c')], true)
    expect(inventory.takeChange().news).toEqual(['a', 'c'])
    inventory.put(0, [row('a', { resourceVersion: '13' })], true)
    inventory.remove(0, ['a'])
    expect(inventory.takeChange()).toMatchObject({ removed: ['a'], news: [] })
  })

  it('removes what an earlier inventory reported and no list contains anymore', () => {
    const inventory = createInventory('c', ['a', 'b'])
    inventory.put(0, [row('a'), row('c')])
    expect(inventory.takeChange()).toMatchObject({ removed: [] })
    expect(inventory.told().sort()).toEqual(['a', 'b', 'c'])
    inventory.settle()
    expect(inventory.takeChange()).toEqual({ credentials: [], unused: [], removed: ['b'], news: [] })
  })

  it('reports nothing of a row that came and went between two changes', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a')])
    inventory.remove(0, ['a'])
    expect(inventory.takeChange()).toEqual({ credentials: [], unused: [], removed: [], news: [] })
  })

  it('marks all who share a name in one scope, and clears the mark when they part', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a', { annotations: named('Same') })])
    inventory.takeChange()
    inventory.put(0, [row('b', { annotations: named('Same') })])
    inventory.put(0, [row('c', { annotations: named('Same'), namespace: 'runai-other' })])
    const change = inventory.takeChange()
    expect(Object.fromEntries(change.credentials.map(({ uid, status }) => [uid, status]))).toEqual({
      a: { kind: 'issues', issues: [{ code: 'name-shared', others: ['runai-seg-3d/secret-b'], count: 1 }] },
      b: { kind: 'issues', issues: [{ code: 'name-shared', others: ['runai-seg-3d/secret-a'], count: 1 }] },
      c: { kind: 'ok' },
    })
    inventory.remove(0, ['b'])
    expect(inventory.takeChange()).toMatchObject({
      credentials: [{ uid: 'a', status: { kind: 'ok' } }],
      removed: ['b'],
    })
  })

  it('names at most three of many that share a name and counts them all', () => {
    const inventory = createInventory('c')
    inventory.put(
      0,
      Array.from({ length: 5000 }, (_, index) => row(`u${index}`, { annotations: named('Same') })),
    )
    const [first] = inventory.takeChange().credentials
    expect(first?.status).toMatchObject({ issues: [{ count: 4999 }] })
    expect(first?.status.kind === 'issues' && first.status.issues[0]).toHaveProperty('others.length', 3)
  })

  it('calls a department by its name as soon as that is known, and reports the rows whose text changes', () => {
    const inventory = createInventory('c')
    const labels = { 'run.ai/department': '7', 'run.ai/resource': 'password' }
    inventory.put(0, [row('a', { namespace: 'runai', labels }), row('b')])
    expect(inventory.takeChange().credentials.find(({ uid }) => uid === 'a')?.scope.name).toBe('7')
    inventory.setOrganization({
      projectOf: () => undefined,
      department: (label) => ({ id: label, name: label === '7' ? 'research' : label }),
    })
    const scope = { kind: 'department', id: '7', name: 'research' } as const
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', scope }])
    expect(inventory.nameScope({ ...scope, name: '7' })).toEqual(scope)
    inventory.put(0, [row('a', { namespace: 'runai', labels, resourceVersion: '9' })])
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', scope }])
  })

  it('has one scope of a department that one secret names by its id and another by its name', () => {
    const inventory = createInventory('c')
    const of = (department: string) => ({ 'run.ai/department': department, 'run.ai/resource': 'password' })
    const byId = row('a', { namespace: 'runai', labels: of('7'), annotations: named('Same') })
    const byName = row('b', { namespace: 'runai', labels: of('research'), annotations: named('Same') })
    const shared = { kind: 'issues', issues: [{ code: 'name-shared' }] }
    const told = () => inventory.takeChange().credentials.sort((a, b) => (a.uid < b.uid ? -1 : 1))
    inventory.put(0, [byId, byName])
    expect(told()).toMatchObject([
      { scope: { id: '7', name: '7' }, status: { kind: 'ok' } },
      { scope: { id: 'research', name: 'research' }, status: { kind: 'ok' } },
    ])
    const tellAs = (id: string) =>
      inventory.setOrganization({
        projectOf: () => undefined,
        department: (label) =>
          label === 'research' || label === id ? { id, name: 'research' } : { id: label, name: label },
      })
    tellAs('7')
    const scope = { kind: 'department', id: '7', name: 'research' }
    expect(told()).toMatchObject([
      { scope, status: shared },
      { scope, status: shared },
    ])
    // The department was recreated with the same name. The label now decides what the name means.
    tellAs('8')
    expect(told()).toMatchObject([
      { scope: { id: '7', name: '7' }, status: { kind: 'ok' } },
      { scope: { id: '8', name: 'research' }, status: { kind: 'ok' } },
    ])
  })

  it('reports a project’s secret in Run:ai’s own namespace, unless that is a project’s', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a', { namespace: 'runai' }), row('b'), row('c', { namespace: 'default' })])
    const issues = [{ code: 'no-project', namespace: 'runai' }]
    expect(inventory.takeChange().credentials).toMatchObject([
      { uid: 'a', status: { kind: 'issues', issues } },
      { uid: 'b', status: { kind: 'ok' } },
      { uid: 'c', status: { kind: 'ok' } },
    ])
    inventory.setOrganization({
      projectOf: (namespace) => (namespace === 'runai' ? 'own' : undefined),
      department: (label) => ({ id: label, name: label }),
    })
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', status: { kind: 'ok' } }])
  })

  it('renames the scope when the project of a namespace becomes known', () => {
    const inventory = createInventory('c')
    inventory.put(0, [row('a'), row('b', { namespace: 'runai-other' })])
    expect(inventory.takeChange().credentials[0]?.scope).toEqual({
      kind: 'project',
      id: 'runai-seg-3d',
      name: 'runai-seg-3d',
    })
    inventory.setOrganization({
      projectOf: (namespace) => (namespace === 'runai-seg-3d' ? 'seg-3d' : undefined),
      department: (label) => ({ id: label, name: label }),
    })
    expect(inventory.takeChange().credentials).toMatchObject([{ uid: 'a', scope: { name: 'seg-3d' } }])
  })

  it('uses the namespace that the settings name for the cluster’s own credentials', () => {
    let home = 'runai'
    const inventory = createInventory('c', [], () => home)
    const kept = { labels: { 'run.ai/asset': 'password' }, annotations: {} }
    inventory.put(0, [row('a', { ...kept, namespace: 'control' }), row('b', { ...kept, namespace: 'runai' })])
    inventory.put(0, [row('c', { namespace: 'control' })])
    const scopes = () =>
      inventory
        .takeChange()
        .credentials.map(({ uid, scope }) => `${uid} ${scope.kind}`)
        .sort()
    expect(scopes()).toEqual(['a project', 'b cluster', 'c project'])
    // Another setting was changed: there is nothing to report.
    inventory.readNamespaceAnew()
    expect(inventory.changeSize).toBe(0)
    home = 'control'
    inventory.readNamespaceAnew()
    expect(scopes()).toEqual(['a cluster', 'b project', 'c project'])
  })
})
