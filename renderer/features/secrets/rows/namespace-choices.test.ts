import { expect, test } from 'vitest'
import {
  allProjects,
  choiceTitle,
  findChoices,
  isDepartmentId,
  namespaceChoices,
  placeIn,
} from './namespace-choices.ts'

const projects = [
  { name: 'vision', namespace: 'runai-vision' },
  { name: 'seg-3d', namespace: 'runai-seg-3d' },
]
const choices = namespaceChoices(projects, 'runai')
const found = (search: string, isComplete = true) =>
  findChoices(choices, search, isComplete).map(({ namespace }) => namespace)

test('the cluster’s namespace comes first, then the projects by name', () => {
  expect(choices.map(choiceTitle)).toEqual(['Cluster and departments', 'seg-3d', 'vision'])
})

test('if every namespace replaces a project, the cluster’s is still one choice', () => {
  const all = namespaceChoices([...projects, { name: 'runai', namespace: 'runai' }], 'runai')
  expect(all).toEqual(choices)
})

test('a search finds projects, namespaces and what the cluster’s is called', () => {
  expect(found('VIS')).toEqual(['runai-vision'])
  expect(found('runai-')).toEqual(['runai-seg-3d', 'runai-vision'])
  expect(found('depart')).toEqual(['runai'])
  expect(found('nothing')).toEqual([])
})

test('a typed name is a choice only if not all namespaces are known, and only if it is valid', () => {
  expect(found('team-a', false)).toEqual(['team-a'])
  expect(found('runai-vision', false)).toEqual(['runai-vision'])
  expect(found('no good name', false)).toEqual([])
  expect(found('team-a', true)).toEqual([])
})

test('a namespace is registered for its project, one without a known project under its own name', () => {
  const known = { projects, clusterNamespace: 'runai' }
  expect(placeIn('runai-vision', known, null)).toEqual({
    scope: { kind: 'project', id: 'vision' },
    namespace: 'runai-vision',
  })
  expect(placeIn('team-a', known, 'research').scope).toEqual({ kind: 'project', id: 'team-a' })
  expect(placeIn('runai', known, null).scope).toEqual({ kind: 'cluster', id: '' })
  expect(placeIn('runai', known, 'research').scope).toEqual({ kind: 'department', id: 'research' })
})

test('an id of a department is the value of a label', () => {
  expect(isDepartmentId('research-2.eu')).toBe(true)
  expect(isDepartmentId('')).toBe(false)
  expect(isDepartmentId('research team')).toBe(false)
  expect(isDepartmentId('-x')).toBe(false)
})

test('if namespaces can’t be listed, the projects of registered secrets are choices too', () => {
  const registered = [
    { scope: { kind: 'project' as const, id: 'audio' }, namespace: 'runai-audio' },
    { scope: { kind: 'project' as const, id: 'other' }, namespace: 'runai-vision' },
    { scope: { kind: 'cluster' as const, id: '' }, namespace: 'runai' },
  ]
  const names = (isComplete: boolean) =>
    allProjects({ known: projects, isComplete }, registered).map(({ name }) => name)
  expect(names(false)).toEqual(['vision', 'seg-3d', 'audio'])
  expect(names(true)).toEqual(['vision', 'seg-3d'])
})
