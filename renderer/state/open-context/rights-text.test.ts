import { expect, test } from 'vitest'
import { readingProgress, readingText, refusedPlaces, rightsText, type RightsFacts } from './rights-text.ts'

const project = (name: string) => ({ name, namespace: `runai-${name}` })
const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`)
const ofProjects = ['a', 'b', 'c', 'd'].map((name) => `runai-${name}`)
const facts = (parts: Partial<RightsFacts>): RightsFacts => ({
  namespaces: { of: 5, read: ['runai', ...ofProjects], refused: [] },
  projects: { known: ['a', 'b', 'c', 'd'].map(project), isComplete: true },
  namespacesStandIn: false,
  isReading: false,
  ...parts,
})

test('projects are counted, not the namespaces next to them', () => {
  const refused = ['runai-b', 'runai-c', 'kube-system']
  expect(rightsText(facts({ namespaces: { of: 5, read: ['runai-a', 'runai-d'], refused } }))).toBe(
    'You can read 2 of 4 projects.',
  )
})

// A new project counted as readable until its namespace had refused.
test('what isn’t read yet doesn’t count as readable', () => {
  const namespaces = { of: 4, read: ['runai-a'], refused: ['runai-b', 'runai-c'] }
  expect(rightsText(facts({ namespaces }))).toBe('You can read 1 of 4 projects.')
  expect(rightsText(facts({ namespaces, namespacesStandIn: true }))).toBe('You can read 1 of 4 namespaces.')
})

test('if namespaces replace projects, these are counted', () => {
  const namespaces = { of: 1041, read: ['a', 'b', 'c'], refused: names(1038) }
  expect(rightsText(facts({ namespaces, namespacesStandIn: true }))).toBe(
    'You can read 3 of 1,041 namespaces.',
  )
})

test('nothing is said if all can be read, and only other namespaces are named if only these refuse', () => {
  expect(rightsText(facts({}))).toBe('')
  expect(rightsText(facts({ namespaces: { of: 5, read: ofProjects, refused: ['runai'] } }))).toBe(
    'You can read all 4 projects, but not 1 other namespace.',
  )
})

test('a user who may not list namespaces sees how many Credenza knows', () => {
  const projects = { known: [], isComplete: false }
  expect(rightsText(facts({ projects, namespaces: { of: 2, read: ['a', 'b'], refused: [] } }))).toBe(
    'You can’t list namespaces. Credenza reads the 2 namespaces it knows by name.',
  )
  expect(rightsText(facts({ projects, namespaces: { of: 3, read: ['a', 'b'], refused: ['x'] } }))).toBe(
    'You can’t list namespaces. Of the 3 namespaces Credenza knows by name, you can read 2.',
  )
})

test('the progress counts what is read and what refuses, and ends with the lists', () => {
  const namespaces = { of: 500, read: names(10), refused: ['x'] }
  expect(readingText(namespaces)).toBe('Reading namespace 12 of 500')
  expect(readingText({ ...namespaces, read: names(499) })).toBe('Reading namespace 500 of 500')
  expect(readingProgress(facts({ namespaces, isReading: true }))).toBeCloseTo(11 / 500)
  expect(readingProgress(facts({ namespaces, isReading: false }))).toBeNull()
})

test('namespaces that refuse are listed with their projects, which come first', () => {
  const namespaces = { of: 5, read: [], refused: ['zoo', 'runai-b', 'default', 'runai-a'] }
  expect(refusedPlaces(facts({ namespaces }))).toEqual([
    { namespace: 'runai-a', project: 'a' },
    { namespace: 'runai-b', project: 'b' },
    { namespace: 'default', project: '' },
    { namespace: 'zoo', project: '' },
  ])
})
