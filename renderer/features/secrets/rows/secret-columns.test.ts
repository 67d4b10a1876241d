import { expect, test } from 'vitest'
import {
  compareSecrets,
  secretEntry,
  secretSearchText,
  secretText,
  unregisteredColumns,
  unusedColumns,
  type SecretColumnId,
} from './secret-columns.ts'
import { unregisteredSecret, unusedSecret } from './secret-row.fixture.ts'

const cluster = unusedSecret('ca-login', { scope: { kind: 'cluster', id: '', name: '' } })
const vision = unusedSecret('Harbor-10')
const seg = unusedSecret('harbor-9', { scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' } })

function sorted(column: SecretColumnId, descending = false): string[] {
  return [vision, cluster, seg]
    .map((row) => secretEntry(row, column))
    .sort(compareSecrets({ column, descending }))
    .map(({ row }) => row.kubernetesName)
}

test('names sort without case and with their numbers by value', () => {
  expect(sorted('kubernetesName')).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
  expect(sorted('kubernetesName', true)).toEqual(['Harbor-10', 'harbor-9', 'ca-login'])
})

test('scopes sort by their kind, then by name; what is equal by the secret’s name', () => {
  expect(sorted('scope')).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
  expect(sorted('secretType', true)).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
})

test('a search looks through the columns that are there', () => {
  const row = { ...unregisteredSecret('harbor-pull'), namespace: 'runai-seg-3d' }
  expect(secretSearchText(row, unusedColumns)).toContain('runai-seg-3d')
  expect(secretSearchText(row, unregisteredColumns)).not.toContain('runai-seg-3d')
  expect(secretSearchText(row, unregisteredColumns)).toContain('opaque')
})

test('an unregistered secret has no scope to show', () => {
  expect(secretText(unregisteredSecret('a'), 'scope')).toBe('')
  expect(secretText(cluster, 'scope')).toBe('Cluster')
})
