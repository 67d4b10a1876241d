import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../objects/kube-object.ts'
import { createStorage, inNamespace } from './storage.ts'
import type { Change } from './storage.ts'

const nothing = { namespaces: [], secrets: [], pods: [], serviceaccounts: [] }
const open = () => createStorage({ revision: 10, objects: nothing })
const secret = (namespace: string, name: string): KubeObject => ({ metadata: { namespace, name, uid: name } })
const names = (list: readonly { key: string; revision: number }[]) =>
  list.map(({ key, revision }) => `${key}@${revision}`)

const key = fc.tuple(fc.constantFrom('a', 'a-b', 'b'), fc.constantFrom('x', 'x-y', 'x.y', 'z'))
const write = fc.record({ kind: fc.constantFrom('put', 'put', 'remove'), key })

describe('the storage', () => {
  it('shows every earlier moment as it was', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const storage = open()
        const moments = new Map<number, string[]>([[10, []]])
        for (const {
          kind,
          key: [namespace, name],
        } of writes) {
          if (kind === 'put') storage.put('secrets', `${namespace}/${name}`, secret(namespace, name))
          else storage.remove('secrets', `${namespace}/${name}`)
          moments.set(storage.revision(), names(storage.list('secrets')))
        }
        for (const [revision, expected] of moments) {
          expect(names(storage.listAt('secrets', revision))).toEqual(expected)
        }
      }),
      { seed: 1 },
    )
  })

  it('lists in the order of bytes, and each namespace by itself', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 20 }), (keys) => {
        const storage = open()
        for (const [namespace, name] of keys) {
          storage.put('secrets', `${namespace}/${name}`, secret(namespace, name))
        }
        const listed = storage.list('secrets').map((stored) => stored.key)
        expect(listed).toEqual([...new Set(keys.map((parts) => parts.join('/')))].sort())
        for (const namespace of ['a', 'a-b', 'b', 'none']) {
          const found = inNamespace(storage.list('secrets'), namespace).map((stored) => stored.key)
          expect(found).toEqual(listed.filter((one) => one.startsWith(`${namespace}/`)))
        }
      }),
      { seed: 1 },
    )
  })

  it('does not change a list that it has handed out', () => {
    const storage = open()
    storage.put('secrets', 'a/x', secret('a', 'x'))
    const before = storage.list('secrets')
    storage.put('secrets', 'a/y', secret('a', 'y'))
    storage.remove('secrets', 'a/x')
    expect(names(before)).toEqual(['a/x@11'])
  })

  it('reports changes in their order, and those since a revision', () => {
    const storage = open()
    const told: Change[] = []
    const stop = storage.listen((change) => told.push(change))
    storage.put('secrets', 'a/x', secret('a', 'x'))
    storage.put('namespaces', 'a', { metadata: { name: 'a' } })
    storage.put('secrets', 'a/x', secret('a', 'x'))
    storage.remove('secrets', 'a/x')
    stop()
    storage.put('secrets', 'a/y', secret('a', 'y'))
    expect(told.map(({ revision, resource }) => `${resource} ${revision}`)).toEqual([
      'secrets 11',
      'namespaces 12',
      'secrets 13',
      'secrets 14',
    ])
    expect(storage.changesSince('secrets', 12).map(({ revision }) => revision)).toEqual([13, 14, 15])
    expect(storage.lastChange('namespaces')).toBe(12)
    expect(storage.lastChange('pods')).toBe(10)
  })

  it('forgets the oldest changes when there are many, and all when told to', () => {
    const storage = open()
    for (let round = 0; round < 15_001; round += 1) storage.put('secrets', 'a/x', secret('a', 'x'))
    expect(storage.knownSince()).toBe(10 + 5_001)
    storage.compact()
    expect(storage.knownSince()).toBe(storage.revision())
    expect(storage.changesSince('secrets', 0)).toEqual([])
  })
})
