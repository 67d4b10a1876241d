import { expect, test } from 'vitest'
import { nextTick, watch } from 'vue'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import { credentialFilterIds, type CredentialFilterId } from '../../../shared/filter-fields.ts'
import { credentialFields } from '../../../shared/rows/credential-filters.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import { searchTest, searchText, selectionBasis } from '../../../shared/rows/row-selection.ts'
import { createFacetCounts } from '../filters/facet-counts.ts'
import { filterOptions } from './filter-options.ts'

const limits = { due: 90, overdue: 300 }
const selection: RowSelection = {
  ...{ search: '', searched: ['name'], filters: [], ageLimits: limits, expiryDays: 14 },
  ...{ asOf: Date.parse('2026-11-10T00:00:00Z'), sort: { column: 'name', descending: false } },
  columns: ['name'],
}
const row = (uid: string, parts: Partial<Credential>): Credential =>
  credentialOf(uid, { name: uid, createdAt: '', ...parts })
const rows = [
  row('harbor', { scope: { kind: 'project', id: 'p10', name: 'p10' }, createdBy: 'svc 10' }),
  row('harbor 2', {
    scope: { kind: 'project', id: 'p9', name: 'p9' },
    type: 'access-key',
    createdBy: 'svc 9',
  }),
  row('c', { scope: { kind: 'department', id: 'd', name: 'd' }, type: null }),
  row('named', { scope: { kind: 'department', id: '4501', name: 'research' } }),
  row('of-account', { scope: { kind: 'account', id: '', name: '' } }),
  row('d', { status: { kind: 'deleting' } }),
  row('e', { createdAt: '2026-01-01T00:00:00Z', rotatedAt: '2026-08-01T00:00:00Z' }),
  row('f', { createdAt: '2026-11-01T00:00:00Z', expiresAt: '2026-11-20T00:00:00Z' }),
]

/** Counts in slices of one step each. Returns the remaining work. */
function counting(by: Partial<RowSelection>, all: Iterable<Credential> = rows) {
  const paused: (() => void)[] = []
  let time = 0
  const now = { ...selection, ...by }
  const facets = createFacetCounts(
    {
      rows: () => all,
      fields: credentialFields,
      by: () => ({
        filters: now.filters,
        basis: selectionBasis(now),
        isFound: searchTest(now.search, searchText(now.searched)),
      }),
    },
    { budget: 0, now: () => (time += 1), pause: (goOn) => void paused.push(goOn) },
  )
  const finish = () => {
    let steps = 0
    for (let next = paused.shift(); next !== undefined; next = paused.shift(), steps += 1) next()
    return steps
  }
  return { ...facets, finish }
}
function told(field: CredentialFilterId, by: Partial<RowSelection> = {}, chosen: string[] = []) {
  const { facets, count, finish } = counting(by)
  count([field])
  finish()
  return filterOptions(field, facets.value, chosen, { limits, expiryDays: 14 }).map(
    ({ label, count: rowCount }) => [label, rowCount],
  )
}

test('each choice says how many rows it would show, scopes from the widest to the projects by name', () => {
  expect(told('scope')).toEqual([
    ['Account', 1],
    ['Cluster', 3],
    ['Department: d', 1],
    ['Department: research', 1],
    ['Project: p9', 1],
    ['Project: p10', 1],
  ])
  expect(told('age')).toEqual([
    ['Fresh', 1],
    ['Due after 90 d', 1],
    ['Overdue after 300 d', 0],
    ['Unknown', 6],
  ])
  expect(told('expiresAt').map(([, count]) => count)).toEqual([0, 1, 0, 7])
  expect(told('createdBy')).toEqual([
    ['svc 9', 1],
    ['svc 10', 1],
    ['Unknown', 6],
  ])
  expect(told('status').find(([label]) => label === 'Deleting')).toEqual(['Deleting', 1])
})

// Rows without a known type had no choice, so that the counts didn't sum to the total.
test('every row is in one choice of its filter, those of an unknown type too', () => {
  expect(told('type')).toContainEqual(['Unknown', 1])
  for (const field of credentialFilterIds) {
    const sum = told(field).reduce((total, [, count]) => total + Number(count), 0)
    expect(sum, field).toBe(rows.length)
  }
})

// The counts were those of the whole list, whatever the search.
test('the counts follow the search and the other filters, not their own one', () => {
  expect(told('type', { search: 'harbor' })).toEqual([
    ['Docker registry', 0],
    ['Generic secret', 0],
    ['NGC API key', 0],
    ['Access key', 1],
    ['Username and password', 1],
  ])
  const filters = [keysFilter('type' as const, ['access-key'])]
  expect(told('scope', { filters })).toEqual([['Project: p9', 1]])
  expect(told('type', { filters }).map(([, count]) => count)).toContain(6)
})

test('a choice that no row has anymore stays, so that it can be removed', () => {
  expect(told('scope', { search: 'harbor' }, ['department/4501', 'department/gone', 'odd'])).toEqual([
    ['Department: gone', 0],
    ['Department: research', 0],
    ['Project: p9', 1],
    ['Project: p10', 1],
    ['odd', 0],
  ])
})

test('very many rows are counted in slices; a newer count ends an older one', async () => {
  const many = Array.from({ length: 3000 }, (_, at) =>
    row(String(at), { type: at % 2 === 0 ? null : 'password' }),
  )
  const { facets, count, finish } = counting({}, many)
  let changes = 0
  watch(facets, () => (changes += 1), { flush: 'sync' })
  count(['type'])
  count(['status'])
  expect(changes).toBe(0)
  expect(finish()).toBeGreaterThan(3)
  await nextTick()
  expect(changes).toBe(1)
  expect([...facets.value.counts.keys()]).toEqual(['status'])
  expect(facets.value.counts.get('status')?.get('ok')).toBe(3000)
})
