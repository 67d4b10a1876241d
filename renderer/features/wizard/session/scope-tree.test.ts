import { expect, test } from 'vitest'
import { moveInTree, scopeNodes, shownNodes, typedNode } from './scope-tree.ts'

const nodes = scopeNodes({
  clusterName: 'prod-eu-1',
  runaiNamespace: 'runai',
  departments: ['research', 'audio'],
  projects: [
    { name: 'vision-train', namespace: 'runai-vision-train' },
    { name: 'seg-10', namespace: 'runai-seg-10' },
    { name: 'seg-9', namespace: 'own-namespace' },
  ],
})
const labels = (found: readonly { label: string }[]) => found.map(({ label }) => label)
const tree = { isOpen: true, page: 5 }

test('the cluster is the root, then come departments, then projects, each by name', () => {
  expect(labels(nodes)).toEqual(['prod-eu-1', 'audio', 'research', 'seg-9', 'seg-10', 'vision-train'])
  expect(nodes[1]?.place).toEqual({ scope: { kind: 'department', id: 'audio' }, namespace: 'runai' })
  expect(nodes[3]?.place).toEqual({ scope: { kind: 'project', id: 'seg-9' }, namespace: 'own-namespace' })
})

test('a search finds names, namespaces and kinds, and keeps the root above what it finds', () => {
  expect(labels(shownNodes(nodes, 'SEG', true))).toEqual(['prod-eu-1', 'seg-9', 'seg-10'])
  expect(labels(shownNodes(nodes, 'own', true))).toEqual(['prod-eu-1', 'seg-9'])
  expect(labels(shownNodes(nodes, 'department', false))).toEqual(['prod-eu-1', 'audio', 'research'])
  expect(labels(shownNodes(nodes, 'nowhere', true))).toEqual([])
})

test('a closed root hides what is below it', () => {
  expect(labels(shownNodes(nodes, '', false))).toEqual(['prod-eu-1'])
})

test.each([
  ['ArrowDown', 0, { to: 1 }],
  ['ArrowDown', 5, { to: 5 }],
  ['ArrowUp', 0, { to: 0 }],
  ['PageDown', 2, { to: 5 }],
  ['Home', 4, { to: 0 }],
  ['End', 0, { to: 5 }],
  ['ArrowRight', 0, { to: 1 }],
  ['ArrowRight', 3, null],
  ['ArrowLeft', 3, { to: 0 }],
  ['ArrowLeft', 0, { isOpen: false }],
  ['x', 0, null],
])('%s at node %i does what it does in a tree', (key, at, move) => {
  expect(moveInTree(key, at, nodes, tree)).toEqual(move)
})

test('a closed root opens with the arrow to the right', () => {
  expect(moveInTree('ArrowRight', 0, nodes.slice(0, 1), { ...tree, isOpen: false })).toEqual({ isOpen: true })
})

test('typed letters lead to the next name that begins with them', () => {
  expect(typedNode(nodes, 0, 's')).toBe(3)
  expect(typedNode(nodes, 3, 's')).toBe(4)
  expect(typedNode(nodes, 4, 's')).toBe(3)
  expect(typedNode(nodes, 3, 'seg-1')).toBe(4)
  expect(typedNode(nodes, 0, 'q')).toBe(-1)
})
