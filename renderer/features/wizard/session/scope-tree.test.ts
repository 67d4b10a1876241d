import { expect, test } from 'vitest'
import { moveInTree, placesInTree, scopeNodes, shownNodes, typedNode } from './scope-tree.ts'

const nodes = scopeNodes({
  clusterName: 'prod-eu-1',
  runaiNamespace: 'runai',
  departments: [
    { id: 'research', name: 'research' },
    { id: '4500043', name: 'audio' },
  ],
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
  expect(nodes[1]?.place).toEqual({ scope: { kind: 'department', id: '4500043' }, namespace: 'runai' })
  expect(nodes[3]?.place).toEqual({ scope: { kind: 'project', id: 'seg-9' }, namespace: 'own-namespace' })
})

test('a search finds names, namespaces and kinds, and keeps the root above what it finds', () => {
  expect(labels(shownNodes(nodes, 'SEG', true))).toEqual(['prod-eu-1', 'seg-9', 'seg-10'])
  expect(labels(shownNodes(nodes, 'own', true))).toEqual(['prod-eu-1', 'seg-9'])
  expect(labels(shownNodes(nodes, 'department', false))).toEqual(['prod-eu-1', 'audio', 'research'])
  expect(labels(shownNodes(nodes, 'nowhere', true))).toEqual([])
})

test('projects are below their departments, and those of none below the cluster', () => {
  const grown = scopeNodes({
    clusterName: 'prod',
    runaiNamespace: 'runai',
    departments: [
      { id: '7', name: 'research' },
      { id: '8', name: 'empty' },
    ],
    projects: [
      { name: 'vision', namespace: 'n-vision', department: '7' },
      { name: 'audio', namespace: 'n-audio', department: '7' },
      { name: 'alone', namespace: 'n-alone' },
      { name: 'lost', namespace: 'n-lost', department: 'gone' },
    ],
  })
  expect(grown.map(({ label, level }) => [label, level])).toEqual([
    ['prod', 1],
    ['empty', 2],
    ['research', 2],
    ['audio', 3],
    ['vision', 3],
    ['alone', 2],
    ['lost', 2],
  ])
  expect(labels(shownNodes(grown, 'vision', true))).toEqual(['prod', 'research', 'vision'])
  expect(labels(shownNodes(grown, '7', true))).toEqual(['prod', 'research'])
  const places = placesInTree(grown)
  expect(grown.map(({ key }) => places.get(key))).toEqual([
    { at: 1, of: 1 },
    { at: 1, of: 4 },
    { at: 2, of: 4 },
    { at: 1, of: 2 },
    { at: 2, of: 2 },
    { at: 3, of: 4 },
    { at: 4, of: 4 },
  ])
  expect(moveInTree('ArrowLeft', 4, grown, tree)).toEqual({ to: 2 })
  expect(moveInTree('ArrowLeft', 5, grown, tree)).toEqual({ to: 0 })
  expect(moveInTree('ArrowRight', 2, grown, tree)).toEqual({ to: 3 })
  expect(moveInTree('ArrowRight', 1, grown, tree)).toBeNull()
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
