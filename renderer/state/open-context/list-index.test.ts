import { computed } from 'vue'
import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential, Scope, UnusedSecret } from '../../../shared/credential.ts'
import type { WrittenScopeKind } from '../../../shared/runai.ts'
import { createListIndex } from './list-index.ts'
import { createListRows } from './list-rows.ts'

const scope: Scope<WrittenScopeKind> = { kind: 'project', id: 'seg-3d', name: 'seg-3d' }
const credential = (uid: string, parts: Partial<Credential> = {}): Credential =>
  credentialOf(uid, { scope, namespace: 'runai-seg-3d', ...parts })
const unusedSecret = (uid: string, parts: Partial<UnusedSecret> = {}): UnusedSecret => ({
  uid,
  kubernetesName: uid,
  namespace: 'runai-seg-3d',
  scope,
  secretType: 'Opaque',
  type: null,
  keyCount: 2,
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  deleting: false,
  hasValuesInAnnotation: false,
  cluster: 'c',
  resourceVersion: '1',
  ...parts,
})

function makeIndex(credentials: Credential[], unused: UnusedSecret[] = []) {
  const rows = createListRows(() => 1)
  const change = (parts: { credentials?: Credential[]; unused?: UnusedSecret[]; removed?: string[] }) => {
    rows.take({ kind: 'rows', credentials: [], unused: [], removed: [], news: [], ...parts })
    rows.tell()
  }
  change({ credentials, unused })
  return { rows, change, index: createListIndex(rows) }
}

test('a credential is found by its name only in its scope, and by its secret', () => {
  const { index } = makeIndex([credential('a', { name: 'Harbor' })])
  expect(index.credentialNamed(scope, 'Harbor')?.uid).toBe('a')
  expect(index.credentialNamed({ kind: 'cluster', id: '' }, 'Harbor')).toBeUndefined()
  expect(index.credentialNamed(scope, 'harbor')).toBeUndefined()
  expect(index.credentialOf('runai-seg-3d', 'a')?.uid).toBe('a')
  expect(index.credentialOf('runai', 'a')).toBeUndefined()
})

test('it follows the list: a name that is given up is free, and a claimed secret is unused no more', () => {
  const { index, change } = makeIndex([credential('a', { name: 'Harbor' })], [unusedSecret('u')])
  const isTaken = computed(() => index.credentialNamed(scope, 'Harbor') !== undefined)
  expect(isTaken.value).toBe(true)
  change({ credentials: [credential('a', { name: 'Other' })] })
  expect(isTaken.value).toBe(false)
  change({ credentials: [credential('u', { name: 'Harbor' })] })
  expect(isTaken.value).toBe(true)
  expect(index.unusedOf(scope)).toEqual([])
  expect(index.credentialWith('u')?.name).toBe('Harbor')
  change({ removed: ['u'] })
  expect(isTaken.value).toBe(false)
})

test('two rows of one name are distinguished: the name is free when both are gone', () => {
  const { index, change } = makeIndex([credential('a', { name: 'X' }), credential('b', { name: 'X' })])
  change({ removed: ['a'] })
  expect(index.credentialNamed(scope, 'X')?.uid).toBe('b')
  change({ removed: ['b'] })
  expect(index.credentialNamed(scope, 'X')).toBeUndefined()
})

test('departments and projects are those that some row names', () => {
  const department = (name: string): Scope<WrittenScopeKind> => ({ kind: 'department', id: name, name })
  const { index } = makeIndex(
    [credential('a', { scope: department('vision') }), credential('b')],
    [unusedSecret('u', { scope: department('audio') }), unusedSecret('v', { scope: department('vision') })],
  )
  expect(index.departments()).toEqual([
    { id: 'vision', name: 'vision' },
    { id: 'audio', name: 'audio' },
  ])
  expect(index.projects()).toEqual([{ name: 'seg-3d', namespace: 'runai-seg-3d' }])
})

test('after it was left, and after the list was emptied, nothing is found', () => {
  const { index, rows, change } = makeIndex([credential('a')])
  rows.clear()
  expect(index.credentialWith('a')).toBeUndefined()
  index.leave()
  change({ credentials: [credential('b')] })
  expect(index.credentialWith('b')).toBeUndefined()
})
