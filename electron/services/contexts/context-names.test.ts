import { expect, it } from 'vitest'
import { contextId, namesIn } from './context-names.ts'

const names = { name: 'lab', cluster: 'lab-cluster', user: 'okafor' }

it('names a context in files by the same digits as earlier versions', () => {
  expect(contextId(names)).toBe('f6604ace')
})

it('distinguishes contexts whose names are exchanged', () => {
  const { name, cluster, user } = names
  const others = [
    { name: cluster, cluster: name, user },
    { name: user, cluster, user: name },
    { name: `${name} `, cluster, user },
  ]
  expect(new Set([names, ...others].map(contextId)).size).toBe(4)
})

it('keeps nothing of a context but its names', () => {
  expect(namesIn({ ...names, token: 'FAKE-token' } as typeof names)).toEqual(names)
})
