import { expect, test } from 'vitest'
import type { SavedView } from '../../../shared/contract/views.ts'
import { freeName, nameProblem } from './saved-views.ts'

const called = (...names: string[]): SavedView[] =>
  names.map((name, at) => ({
    ...{ id: String(at), name, search: '', filters: [], columns: [] },
    sort: { column: 'name', descending: false },
  }))

test('a name is not empty, has at most 253 characters, and is that of one view', () => {
  const views = called('Old logins', 'Née')
  expect(nameProblem(views, '  ')).toBe('Enter a name.')
  expect(nameProblem(views, 'x'.repeat(253))).toBe('')
  expect(nameProblem(views, 'x'.repeat(254))).toBe('Use at most 253 characters (now 254).')
  expect(nameProblem(views, ' old  LOGINS ')).toBe('Another view has this name.')
  expect(nameProblem(views, 'nee')).toBe('Another view has this name.')
  expect(nameProblem(views, 'Old logins', '0')).toBe('')
})

test('a view that is added gets a name that is free', () => {
  expect(freeName(called('Old'), ' Old ')).toBe('Old 2')
  expect(freeName(called('Old', 'old 2'), 'Old')).toBe('Old 3')
  const long = 'x'.repeat(253)
  expect(freeName(called(long), long)).toBe(`${'x'.repeat(251)} 2`)
})
