import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import { facetCount, type Facets } from './facets.ts'

const row = (uid: string, parts: Partial<Credential>): Credential =>
  credentialOf(uid, { name: uid, createdAt: '', ...parts })

function facetsOf(rows: readonly Credential[], by: Parameters<typeof facetCount>[0]): Facets {
  const { take, result } = facetCount(by)
  rows.forEach(take)
  return result()
}

test('each choice says how many rows it would show, scopes from the widest to the projects by name', () => {
  const facets = facetsOf(
    [
      row('a', { scope: { kind: 'project', id: 'p10', name: 'p10' } }),
      row('b', { scope: { kind: 'project', id: 'p9', name: 'p9' }, type: 'access-key' }),
      row('c', { scope: { kind: 'department', id: 'd', name: 'd' }, type: null }),
      row('named', { scope: { kind: 'department', id: '4501', name: 'd' } }),
      row('of-account', { scope: { kind: 'account', id: '', name: '' } }),
      row('d', { status: { kind: 'deleting' } }),
      row('e', { createdAt: '2026-01-01T00:00:00Z', rotatedAt: '2026-08-01T00:00:00Z' }),
      row('f', { createdAt: '2026-11-01T00:00:00Z', expiresAt: '2026-11-20T00:00:00Z' }),
    ],
    { asOf: Date.parse('2026-11-10T00:00:00Z'), limits: { due: 90, overdue: 300 }, expiryDays: 14 },
  )
  expect(facets.scopes.map((option) => [option.label, option.count])).toEqual([
    ['Account', 1],
    ['Cluster', 3],
    ['Department: d', 1],
    ['Department: d', 1],
    ['Project: p9', 1],
    ['Project: p10', 1],
  ])
  expect(Object.fromEntries(facets.types.map((option) => [option.key, option.count]))).toEqual({
    'docker-registry': 0,
    generic: 0,
    'ngc-api-key': 0,
    'access-key': 1,
    password: 6,
  })
  expect(facets.statuses.find((option) => option.key === 'deleting')?.count).toBe(1)
  expect(facets.ages.map((option) => [option.label, option.count])).toEqual([
    ['Fresh', 1],
    ['Due after 90 d', 1],
    ['Overdue after 300 d', 0],
    ['Unknown', 6],
  ])
  expect(facets.expiries.map((option) => [option.label, option.count])).toEqual([
    ['Expired', 0],
    ['Within 14 days', 1],
    ['Later', 0],
    ['No date', 7],
  ])
})
