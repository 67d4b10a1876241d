import { describe, expect, test } from 'vitest'
import { longestCell } from '../../../../shared/snapshot.ts'
import { shownMeaning, changeTexts, cutText, scopeOfText, statusOfText, typeOfText } from './cell-text.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

test('types, scopes and states that Credenza knows are found by their words, others are not', () => {
  expect(typeOfText('Docker registry')).toBe('docker-registry')
  expect(typeOfText('docker')).toBeNull()
  expect(scopeOfText('Cluster')).toEqual({ kind: 'cluster', id: '', name: '' })
  expect(scopeOfText('Project: a: b')).toEqual({ kind: 'project', id: 'a: b', name: 'a: b' })
  expect(scopeOfText('Project: ')).toBeNull()
  expect(scopeOfText('Projects')).toBeNull()
  expect(['No issues', 'Issues found', '3 issues', 'Deleting…', 'No status'].map(statusOfText)).toEqual([
    'ok',
    'issues',
    'issues',
    'deleting',
    'none',
  ])
  expect(statusOfText('issues <b>')).toBeNull()
})

test('an empty last rotation is shown as never, any other empty cell is empty', () => {
  expect(shownMeaning('rotatedAt', '')).toBe('Never')
  expect(shownMeaning('createdAt', '')).toBe('')
  expect(shownMeaning(null, '2026-09-27T12:00:00Z')).toBe('2026-09-27T12:00:00Z')
})

test('a cell that was cut shows that at its end', () => {
  expect(cutText('a'.repeat(longestCell)).endsWith('a…')).toBe(true)
  expect(cutText('a')).toBe('a')
})

describe('a changed time', () => {
  const at = (before: string, after: string) => changeTexts('rotatedAt', { before, after }, now)

  // Ages of different days were compared, and “Never → 6 Sep …” was cut.
  test('is shown by its age', () => {
    expect(at('2026-08-16T12:00:00Z', '2026-10-27T12:00:00Z')).toEqual({ before: '98 d', after: '26 d' })
  })

  test('is reported in full if both ages read alike', () => {
    const { before, after } = at('2026-10-27T12:00:00Z', '2026-10-27T13:00:00Z')
    expect(before).not.toBe(after)
  })

  test('is reported as never if there was none', () => {
    expect(at('', '2026-10-27T12:00:00Z').before).toBe('Never')
  })
})
