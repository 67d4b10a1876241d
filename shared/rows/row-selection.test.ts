import { describe, expect, it } from 'vitest'
import { defaultColumns } from '../columns.ts'
import type { RowSelection } from '../contract/credentials.ts'
import { credentialOf } from '../credential.fixture.ts'
import type { Credential } from '../credential.ts'
import type { ScopeKind } from '../runai.ts'
import type { CredentialFilter } from './credential-filters.ts'
import { keysFilter } from './filters.ts'
import { searchedColumns, selectRows } from './row-selection.ts'

const row = (uid: string, changes: Partial<Credential> = {}): Credential =>
  credentialOf(uid, {
    scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' },
    kubernetesName: `password-${uid}`,
    namespace: 'runai-seg-3d',
    createdBy: 'm.okafor',
    cluster: 'prod',
    ...changes,
  })
const all: RowSelection = {
  search: '',
  searched: searchedColumns(defaultColumns, true),
  filters: [],
  expiryDays: 14,
  ageLimits: { due: 90, overdue: 180 },
  asOf: Date.parse('2026-11-10T12:00:00Z'),
  sort: { column: 'name', descending: false },
  columns: [...defaultColumns],
}
const by = (field: CredentialFilter['field'], ...keys: string[]): CredentialFilter[] => [
  keysFilter(field, keys),
]
const uids = (rows: Credential[], selection: Partial<RowSelection>) =>
  selectRows(rows, { ...all, ...selection }).map(({ uid }) => uid)

it('selects by use, once that was looked for', () => {
  const rows = [row('a', { usage: 'failing' }), row('b', { usage: 'unused' }), row('c')]
  expect(uids(rows, { filters: by('usage', 'unused', 'unseen') })).toEqual(['b'])
  expect(uids(rows, { filters: by('usage') })).toEqual(['a', 'b', 'c'])
  expect(uids(rows, { search: 'not used', searched: ['name', 'usage'] })).toEqual(['b'])
})

describe('the search', () => {
  const rows = [row('a', { name: 'Müller Harbor' }), row('b', { description: 'harbor, read only' })]

  it('finds words in any order, with any case and accents', () => {
    expect(uids(rows, { search: 'HARBOR muller' })).toEqual(['a'])
    expect(uids(rows, { search: '  ' })).toEqual(['a', 'b'])
  })

  // Text below a name was visible but couldn't be found.
  it('looks at what is displayed, also below a name, and at nothing else', () => {
    expect(uids(rows, { search: 'harbor read' })).toEqual(['b'])
    expect(uids(rows, { search: 'read', searched: searchedColumns(['name'], false) })).toEqual([])
    expect(searchedColumns(['name', 'description'], true)).toEqual(['name', 'description'])
  })

  it('does not find words across two columns as one', () => {
    expect(
      uids([row('a', { name: 'x', createdBy: 'y' })], { search: 'xy', searched: ['name', 'createdBy'] }),
    ).toEqual([])
  })
})

describe('the filters', () => {
  const rows = [
    row('a', { type: 'access-key', scope: { kind: 'cluster', id: '', name: '' } }),
    row('b', { status: { kind: 'issues', issues: [{ code: 'values-in-annotation' }] } }),
    row('c', { type: null, status: { kind: 'none', reason: { code: 'type-unknown', value: 'x' } } }),
  ]

  it('let through what matches one choice of each', () => {
    expect(uids(rows, { filters: by('type', 'access-key', 'password') })).toEqual(['a', 'b'])
    expect(uids(rows, { filters: by('status', 'issues', 'none') })).toEqual(['b', 'c'])
    expect(uids(rows, { filters: by('scope', 'cluster/') })).toEqual(['a'])
    expect(uids(rows, { filters: [...by('type', 'access-key'), ...by('status', 'issues')] })).toEqual([])
  })

  it('know a scope by its kind and id, not by its name', () => {
    const department = (id: string, name: string) => row(id, { scope: { kind: 'department', id, name } })
    const departments = [department('4501', 'research'), department('4502', 'research')]
    expect(uids(departments, { filters: by('scope', 'department/4502') })).toEqual(['4502'])
    expect(uids(departments, { filters: by('scope', 'project/4502') })).toEqual([])
  })
})

describe('the order', () => {
  it('counts numbers by their value and ignores case and accents', () => {
    const rows = [row('1', { name: 'key 10' }), row('2', { name: 'Key 9' }), row('3', { name: 'Éa' })]
    expect(uids(rows, {})).toEqual(['3', '2', '1'])
  })

  it('does not matter to the search: a time is found by its date and time of day, as the tooltip shows them', () => {
    const rows = [
      row('rotated', { rotatedAt: new Date(2026, 8, 27, 14, 3).toISOString() }),
      row('never', { rotatedAt: null }),
    ]
    const found = (search: string) => uids(rows, { search, searched: ['rotatedAt'] })
    expect(found('27 Sep 2026, 14:03')).toEqual(['rotated'])
    expect(found('14:04')).toEqual([])
    expect(found('never')).toEqual(['never'])
  })

  it('goes from the account to the projects, and by name among those of a kind', () => {
    const scoped = (uid: string, kind: ScopeKind, id = '', name = id) =>
      row(uid, { scope: { kind, id, name } })
    const rows = [
      scoped('project', 'project', 'a'),
      scoped('second', 'department', '1', 'b'),
      scoped('first', 'department', '2', 'a'),
      scoped('cluster', 'cluster'),
      scoped('account', 'account'),
    ]
    const sort = { column: 'scope', descending: false } as const
    expect(uids(rows, { sort })).toEqual(['account', 'cluster', 'first', 'second', 'project'])
  })

  it('puts issues first, then what has no status', () => {
    const rows = [
      row('a'),
      row('b', { status: { kind: 'none', reason: { code: 'type-unknown', value: 'x' } } }),
      row('c', { status: { kind: 'issues', issues: [{ code: 'values-in-annotation' }] } }),
    ]
    expect(uids(rows, { sort: { column: 'status', descending: false } })).toEqual(['c', 'b', 'a'])
  })

  it('is complete: equal keys are ordered by name, then by uid, also in reverse', () => {
    const rows = [row('b', { name: 'same' }), row('a', { name: 'same' }), row('c', { name: 'other' })]
    const sort = { column: 'createdBy', descending: true } as const
    expect(uids(rows, { sort })).toEqual(['c', 'a', 'b'])
    expect(uids([...rows].reverse(), { sort })).toEqual(['c', 'a', 'b'])
  })
})

describe('the age', () => {
  const rows = [
    row('a', { createdAt: '2026-11-08T12:00:00Z' }),
    row('b', { createdAt: '2026-08-12T12:00:00Z' }),
    row('c', { createdAt: '2024-01-01T00:00:00Z', rotatedAt: '2026-05-14T12:00:00Z' }),
    row('d', { createdAt: '' }),
  ]

  it('is chosen by its class, from the very day on that a limit names', () => {
    expect(uids(rows, { filters: by('age', 'fresh') })).toEqual(['a'])
    expect(uids(rows, { filters: by('age', 'due') })).toEqual(['b'])
    expect(uids(rows, { filters: by('age', 'overdue', 'unknown') })).toEqual(['c', 'd'])
    expect(uids(rows, { filters: by('age', 'due'), ageLimits: { due: 91, overdue: 180 } })).toEqual([])
    const second = 1000
    expect(uids(rows, { filters: by('age', 'overdue'), asOf: all.asOf - second })).toEqual([])
  })

  it('orders by the time since which it counts, so that no time that goes by changes the order', () => {
    const sort = { column: 'age', descending: false } as const
    expect(uids(rows, { sort })).toEqual(['d', 'a', 'b', 'c'])
    expect(uids(rows, { sort, asOf: all.asOf + 9e11 })).toEqual(['d', 'a', 'b', 'c'])
    expect(uids(rows, { sort: { ...sort, descending: true } })).toEqual(['c', 'b', 'a', 'd'])
  })

  it('is found as it is displayed, and only if it is', () => {
    expect(uids(rows, { search: 'overdue', searched: ['name', 'age'] })).toEqual(['c'])
    expect(uids(rows, { search: '90 d due', searched: ['name', 'age'] })).toEqual(['b'])
    expect(uids(rows, { search: 'overdue' })).toEqual([])
  })
})

describe('an expiry', () => {
  const expiring = (uid: string, expiresAt: string | null) => credentialOf(uid, { name: uid, expiresAt })
  const rows = [
    expiring('none', null),
    expiring('later', '2027-11-01T00:00:00Z'),
    expiring('soon', new Date(all.asOf + 3 * 86_400_000).toISOString()),
    expiring('over', new Date(all.asOf - 1).toISOString()),
  ]

  it('is filtered by how soon it is', () => {
    expect(uids(rows, { filters: by('expiresAt', 'soon') })).toEqual(['soon'])
    expect(uids(rows, { filters: by('expiresAt', 'expired', 'none') })).toEqual(['none', 'over'])
    expect(uids(rows, { filters: by('expiresAt', 'soon'), expiryDays: 2 })).toEqual([])
  })

  it('orders what has no date behind the others', () => {
    const sort = { column: 'expiresAt', descending: false } as const
    expect(uids(rows, { sort })).toEqual(['over', 'soon', 'later', 'none'])
  })
})
