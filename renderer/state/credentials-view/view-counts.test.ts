import { expect, test } from 'vitest'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { SavedView } from '../../../shared/contract/views.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import { viewCount } from './view-counts.ts'

const selection: RowSelection = {
  ...{ search: 'ignored', searched: [], filters: [], ageLimits: { due: 90, overdue: 180 }, expiryDays: 14 },
  ...{
    asOf: Date.parse('2026-11-10T00:00:00Z'),
    sort: { column: 'name', descending: false },
    columns: ['name'],
  },
}
const view = (id: string, part: Partial<SavedView>): SavedView => ({
  ...{ id, name: id, search: '', filters: [], columns: ['name'] },
  sort: { column: 'name', descending: false },
  ...part,
})
const rows = Array.from({ length: 500 }, (_, at) =>
  credentialOf(String(at), {
    type: at < 3 ? 'access-key' : 'password',
    description: at === 7 ? 'harbor' : '',
  }),
)
const views = [
  view('all', {}),
  view('keys', { filters: [keysFilter('type', ['access-key'])] }),
  view('found', { search: 'harbor' }),
]

test('views are counted in one pass, regardless of the search in the list', () => {
  const { take, result } = viewCount(views, { selection, hasDescription: true })
  rows.forEach(take)
  expect(Object.fromEntries(result())).toEqual({ all: 500, keys: 3, found: 1 })
})

test('what is below a name counts only if it is shown', () => {
  const { take, result } = viewCount(views, { selection, hasDescription: false })
  rows.forEach(take)
  expect(result().get('found')).toBe(0)
})
