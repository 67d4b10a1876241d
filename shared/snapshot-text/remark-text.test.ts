import { expect, test } from 'vitest'
import type { SnapshotRemark } from '../snapshot.ts'
import { remarkText } from './remark-text.ts'

const remarks: SnapshotRemark[] = [
  { code: 'rows-unequal', rows: 1, lines: [7] },
  { code: 'rows-unequal', rows: 12, lines: [7, 8, 1200, 1300] },
  { code: 'columns-doubled', titles: ['Name'] },
  { code: 'columns-doubled', titles: ['a', 'b', 'c', 'd', 'e'] },
  { code: 'columns-untitled', count: 2 },
  { code: 'quote-unclosed', line: 4711 },
  { code: 'nul-bytes', count: 1 },
  { code: 'bytes-garbled', count: 3 },
  { code: 'dates-ambiguous', titles: ['Created', 'Rotated'], readAs: 'day-first' },
  { code: 'no-known-column' },
  { code: 'no-rows' },
]

test.each(remarks)('$code is told in whole sentences', (remark) => {
  const text = remarkText(remark)
  expect(text).toMatch(/^[A-Z0-9].*\.$/s)
  expect(text).not.toMatch(/undefined|NaN|!/)
})

test('long lists are told by how they begin', () => {
  expect(remarkText(remarks[3] as SnapshotRemark)).toContain('“a”, “b”, “c” and 2 more')
  expect(remarkText(remarks[1] as SnapshotRemark)).toContain('(lines 7, 8, 1,200 and further ones)')
  expect(remarkText(remarks[8] as SnapshotRemark)).toContain('“Created” and “Rotated”')
})
