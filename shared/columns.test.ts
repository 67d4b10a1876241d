import { expect, test } from 'vitest'
import { columnIds, columns, defaultColumns, withScopeId } from './columns.ts'
import { credentialOf } from './credential.fixture.ts'
import { usualAgeLimits } from './rotation.ts'
import { scopeTextWithId } from './wording.ts'

test('a CSV has the id of a scope next to its name, once', () => {
  expect(withScopeId(['name', 'scope', 'cluster'])).toEqual(['name', 'scope', 'scopeId', 'cluster'])
  expect(withScopeId(['scopeId', 'scope'])).toEqual(['scopeId', 'scope'])
  expect(withScopeId(['name'])).toEqual(['name'])
  expect(withScopeId(columnIds)).toEqual(columnIds)
  expect(withScopeId(defaultColumns)).toContain('scopeId')
})

test('a department is shown by its name, and its id is in a column and in the tip', () => {
  const scope = { kind: 'department', id: '4500043', name: 'research' } as const
  const row = credentialOf('a', { scope })
  const basis = { asOf: 0, limits: usualAgeLimits }
  expect(columns.scope.text(row, basis)).toBe('Department: research')
  expect(columns.scopeId.csv(row, basis)).toBe('4500043')
  expect(scopeTextWithId(scope)).toBe('Department: research (ID 4500043)')
  expect(scopeTextWithId({ ...scope, name: '4500043' })).toBe('Department: 4500043')
  expect(scopeTextWithId({ kind: 'cluster', id: '', name: '' })).toBe('Cluster')
})
