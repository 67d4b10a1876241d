import { describe, expect, test } from 'vitest'
import { dateText } from '../columns.ts'
import type { ComparedColumn, Comparison } from '../snapshot.ts'
import { differenceText, growthText, matchedText, onlyInText, unmatchedText } from './comparison-text.ts'

const column = (title: string, side: ComparedColumn['in']): ComparedColumn => ({
  title,
  id: null,
  isDerived: false,
  in: side,
})
const comparison: Comparison = {
  before: { kind: 'table', name: 'a.csv', at: '2026-09-27T10:00:00Z', rows: 10_087, sha256: '' },
  after: { kind: 'live', name: 'prod', at: '2026-11-22T10:00:00Z', rows: 10_214, server: '', user: '' },
  columns: [column('Name', 'both')],
  counts: { added: 168, removed: 41, changed: 63, unchanged: 9983, unmatched: 0 },
  matchedBy: 'kubernetes-name',
  isClusterMatched: true,
  unmatched: [],
}

test('a comparison is reported in one line, with the day of a file and now for what is live', () => {
  const day = dateText(comparison.before.at)
  expect(differenceText(comparison)).toBe(`272 differences between ${day} and now`)
  const same = { ...comparison, counts: { added: 0, removed: 0, changed: 0, unchanged: 3, unmatched: 0 } }
  expect(differenceText(same)).toBe(`No differences between ${day} and now`)
  expect(growthText(comparison)).toEqual({ span: '56 days', growth: '+127' })
  expect(growthText({ ...comparison, before: comparison.after, after: comparison.before }).growth).toBe(
    '−127',
  )
})

test('it says by what rows were matched', () => {
  expect(matchedText(comparison)).toBe('Matched by cluster, namespace and Kubernetes name.')
  expect(matchedText({ ...comparison, matchedBy: 'nothing' })).toMatch(/matched only where they are equal/)
})

test('it says if no column is common', () => {
  const columns = [column('Host', 'before'), column('Credential', 'after')]
  const none = { ...comparison, columns, matchedBy: 'nothing' } as const
  expect(matchedText(none)).toBe('A and B have no column in common, so no row could be matched.')
  expect(onlyInText(none)).toBe('Host is only in A; Credential is only in B.')
})

describe('what couldn’t be matched', () => {
  test('is reported with its reason, and that it counts neither as added nor as removed', () => {
    expect(unmatchedText({ side: 'before', reason: 'no-key', rows: 1, examples: [''] })).toBe(
      '1 row in A has no name to match by. It doesn’t count as added or removed.',
    )
    expect(unmatchedText({ side: 'after', reason: 'key-doubled', rows: 5, examples: ['x', 'y'] })).toBe(
      '5 rows in B have the same name as another row (“x”, “y”, …). They don’t count as added or removed.',
    )
  })
})

test('columns of one side only are named, and that they count as no change', () => {
  expect(onlyInText(comparison)).toBe('')
  const columns = [
    column('Name', 'both'),
    column('Origin', 'before'),
    column('Issues', 'after'),
    column('Team', 'after'),
  ]
  expect(onlyInText({ ...comparison, columns })).toBe(
    'Origin is only in A; Issues and Team are only in B. This doesn’t count as a change.',
  )
})
