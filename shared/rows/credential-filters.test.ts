import { expect, test } from 'vitest'
import { longestFilterKey, type Filter } from '../contract/filters.ts'
import { credentialOf } from '../credential.fixture.ts'
import type { Credential } from '../credential.ts'
import { credentialFilterIds, type CredentialFilterId } from '../filter-fields.ts'
import { credentialFields, noKey } from './credential-filters.ts'
import { createFacets, filterTest, keysFilter } from './filters.ts'

const day = 86_400_000
const basis = { asOf: Date.parse('2026-11-10T12:00:00Z'), limits: { due: 90, overdue: 180 }, expiryDays: 14 }
const ago = (days: number) => new Date(basis.asOf - days * day).toISOString()

const rows: Record<string, Credential> = {
  old: credentialOf('old', { createdAt: ago(400), rotatedAt: ago(100), createdBy: 'm.okafor' }),
  never: credentialOf('never', { createdAt: ago(400), type: null }),
  young: credentialOf('young', { createdAt: ago(3), createdBy: 'svc-ci', expiresAt: ago(-5) }),
  timeless: credentialOf('timeless', { createdAt: 'yesterday', expiresAt: ago(1) }),
}
const shown = (filter: Filter<CredentialFilterId>) => {
  const passes = filterTest(credentialFields, filter)
  return Object.entries(rows).flatMap(([name, row]) => (passes(row, basis) ? [name] : []))
}
const days = (field: CredentialFilterId, over: number | null, within: number | null, isNot = false) =>
  shown({ field, keys: [], over, within, isNot })

test('times are filtered by days: of the creation, the rotation, the age and the expiry', () => {
  expect(days('createdAt', 30, null)).toEqual(['old', 'never'])
  expect(days('createdAt', null, 30)).toEqual(['young'])
  // The last day of the range is in it.
  expect(days('createdAt', null, 3)).toEqual(['young'])
  expect(days('createdAt', null, 2)).toEqual([])
  expect(days('rotatedAt', 90, null)).toEqual(['old'])
  expect(days('age', 90, null)).toEqual(['old', 'never'])
  expect(days('expiresAt', null, 7)).toEqual(['young'])
  expect(days('expiresAt', 4, 6)).toEqual(['young'])
  expect(days('expiresAt', 7, null)).toEqual([])
})

test('what was not rotated in the last 90 days is found by inverting that, with what never was', () => {
  expect(days('rotatedAt', null, 90, true)).toEqual(['old', 'never', 'young', 'timeless'])
  expect(days('rotatedAt', null, 200, true)).toEqual(['never', 'young', 'timeless'])
  expect(shown(keysFilter('rotatedAt', ['never']))).toEqual(['never', 'young', 'timeless'])
})

test('who created a credential is a choice, even if nobody knows', () => {
  expect(shown(keysFilter('createdBy', ['svc-ci', noKey]))).toEqual(['never', 'young', 'timeless'])
})

// The filter by type had no choice for credentials without one, so that its counts didn't sum to the total.
test('every row has exactly one choice of every field, an unknown type too', () => {
  const facets = createFacets(credentialFields, [], credentialFilterIds)
  for (const row of Object.values(rows)) facets.add(row, basis)
  for (const field of credentialFilterIds) {
    const counts = [...(facets.counts.get(field)?.values() ?? [])]
    expect(
      counts.reduce((sum, count) => sum + count, 0),
      field,
    ).toBe(4)
  }
  expect(facets.counts.get('type')?.get(noKey)).toBe(1)
})

test('a text longer than a key may be is known by its beginning', () => {
  const row = credentialOf('long', { createdBy: 'x'.repeat(5000) })
  expect(credentialFields.createdBy.keyOf(row, basis)).toHaveLength(longestFilterKey)
})
