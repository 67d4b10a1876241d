import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import { scopeKey, type Credential, type Scope } from '../../../shared/credential.ts'
import { scopeNodes } from '../wizard/session/scope-tree.ts'
import { chosenNode, countScopes, knownScopes, scopeTallies } from './scope-counts.ts'

const scope = (kind: Scope['kind'], id = '', name = id): Scope => ({ kind, id, name })
const rowsOf = (...scopes: Scope[]): Credential[] =>
  scopes.map((each, at) => credentialOf(String(at), { scope: each, namespace: `ns-${each.id}` }))
const known = {
  departments: [
    { id: '4', name: 'Research' },
    { id: '5', name: 'Empty' },
  ],
  projects: [
    { name: 'seg-3d', namespace: 'runai-seg-3d', department: '4' },
    { name: 'vision', namespace: 'runai-vision', department: '4' },
    { name: 'alone', namespace: 'runai-alone' },
  ],
}
const counted = (rows: Credential[], of = known) => {
  const { take, result } = scopeTallies()
  rows.forEach(take)
  const tallies = result()
  const nodes = scopeNodes({ clusterName: 'prod', runaiNamespace: 'runai', ...knownScopes(tallies, of) })
  const counts = countScopes(tallies, nodes)
  return { nodes, counts, told: nodes.map(({ key, label }) => `${label} ${counts.get(key)?.count ?? ''}`) }
}

const rows = rowsOf(
  scope('account'),
  scope('cluster'),
  scope('department', '4', 'Research'),
  scope('project', 'seg-3d'),
  scope('project', 'seg-3d'),
  scope('project', 'alone'),
)

test('a department counts its own credentials and those of its projects, the cluster all', () => {
  expect(counted(rows).told).toEqual(['prod 6', 'Empty 0', 'Research 3', 'seg-3d 2', 'vision 0', 'alone 1'])
})

test('a scope that only a credential names has its place', () => {
  const more = rowsOf(scope('department', '9', 'Told'), scope('project', 'told'))
  expect(counted(more, { departments: [], projects: [] }).told).toEqual(['prod 2', 'Told 1', 'told 1'])
})

test('what is filtered by is chosen if a node filters by just that', () => {
  const { counts } = counted(rows)
  expect(chosenNode(counts, [])).toBe('cluster/')
  expect(chosenNode(counts, ['project/alone'])).toBe('project/alone')
  const research = counts.get('department/4')?.scopes ?? []
  expect(research.length).toBe(3)
  expect(chosenNode(counts, research.map(scopeKey).toReversed())).toBe('department/4')
  expect(chosenNode(counts, ['project/seg-3d', 'project/alone'])).toBe('')
})
