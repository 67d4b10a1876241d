import { expect, test } from 'vitest'
import type { SecretSelection } from '../contract/secrets.ts'
import { secretFilterIds } from '../filter-fields.ts'
import { withScopeId } from '../columns.ts'
import { secretColumns, secretColumnsOf, type SecretColumnId } from '../secret-columns.ts'
import { unregisteredSecret, unusedSecret } from '../secret-row.fixture.ts'
import { createFacets, keysFilter } from './filters.ts'
import { secretFields } from './secret-filters.ts'
import { secretSearchText, selectSecrets } from './secret-selection.ts'

const cluster = unusedSecret('ca-login', { scope: { kind: 'cluster', id: '', name: '' } })
const vision = unusedSecret('Harbor-10')
const seg = unusedSecret('harbor-9', { scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' } })
const helm = unregisteredSecret('sh.helm', { secretType: 'helm.sh/release.v1' })
const all = [vision, cluster, seg, helm]

const selection: SecretSelection = {
  ...{ search: '', searched: ['kubernetesName', 'scope'], filters: [], withManaged: false },
  ...{ asOf: Date.parse('2026-11-10T00:00:00Z'), columns: ['kubernetesName'] },
  sort: { column: 'kubernetesName', descending: false },
}
const names = (by: Partial<SecretSelection>, uids: Set<string> | null = null) =>
  selectSecrets(all, { ...selection, ...by }, uids).map(({ kubernetesName }) => kubernetesName)
const sorted = (column: SecretColumnId, descending = false) => names({ sort: { column, descending } })

test('names sort without case and with their numbers by value', () => {
  expect(sorted('kubernetesName')).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
  expect(sorted('kubernetesName', true)).toEqual(['Harbor-10', 'harbor-9', 'ca-login'])
})

test('scopes sort by their kind, then by name; what is equal by the secret’s name', () => {
  expect(sorted('scope')).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
  expect(sorted('secretType', true)).toEqual(['ca-login', 'harbor-9', 'Harbor-10'])
})

test('search, filters and managed secrets decide; named ones are taken regardless', () => {
  expect(names({ search: 'HARBOR seg' })).toEqual(['harbor-9'])
  expect(names({ withManaged: true })).toContain('sh.helm')
  expect(names({ filters: [keysFilter('scope', ['cluster/'])] })).toEqual(['ca-login'])
  expect(names({ search: 'nothing' }, new Set([helm.uid, seg.uid]))).toEqual(['harbor-9', 'sh.helm'])
})

test('every secret has exactly one choice of every filter', () => {
  const rows = [
    ...all,
    unusedSecret('no type', { type: null, createdAt: 'yesterday', deleting: true }),
    unregisteredSecret('part', { isPartlyLabelled: true, createdBy: '' }),
  ]
  const facets = createFacets(secretFields, [], secretFilterIds)
  for (const row of rows) facets.add(row, selection)
  for (const field of secretFilterIds) {
    const counts = [...(facets.counts.get(field)?.values() ?? [])]
    expect(
      counts.reduce((sum, count) => sum + count, 0),
      field,
    ).toBe(rows.length)
  }
  expect(Object.fromEntries(facets.counts.get('labels') ?? [])).toEqual({
    ...{ complete: 3, 'no-type': 1 },
    ...{ none: 1, partial: 1 },
  })
})

test('a search looks through the columns that are asked for', () => {
  const row = { ...unregisteredSecret('harbor-pull'), namespace: 'runai-seg-3d' }
  expect(secretSearchText(row, ['kubernetesName', 'namespace'])).toContain('runai-seg-3d')
  expect(secretSearchText(row, ['kubernetesName', 'secretType'])).toBe('harbor-pull\nopaque')
})

test('a time is found by its date and its time of day', () => {
  const row = unusedSecret('timed', { createdAt: new Date(2026, 8, 27, 14, 3).toISOString() })
  expect(secretSearchText(row, ['createdAt'])).toBe('27 sep 2026, 14:03')
  expect(secretSearchText({ ...row, createdAt: 'yesterday' }, ['createdAt'])).toBe('')
})

test('an unregistered secret has no scope and no type to show', () => {
  expect(secretColumnsOf.unregistered).not.toContain('scope')
  for (const id of ['scope', 'scopeId', 'type'] as const)
    expect(secretColumns[id].text(unregisteredSecret('a'))).toBe('')
  expect(secretColumns.scope.text(cluster)).toBe('Cluster')
})

test('a CSV names a scope by its id as well', () => {
  expect(withScopeId(['kubernetesName', 'scope', 'keyCount'])).toEqual([
    ...['kubernetesName', 'scope', 'scopeId', 'keyCount'],
  ])
  expect(withScopeId(['scopeId', 'scope'])).toEqual(['scopeId', 'scope'])
})
