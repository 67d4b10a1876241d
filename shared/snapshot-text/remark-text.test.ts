import { expect, test } from 'vitest'
import type { SnapshotRemark } from '../snapshot.ts'
import { remarkText } from './remark-text.ts'

const remarks: SnapshotRemark[] = [
  { code: 'rows-unequal', rows: 1, lines: [7] },
  { code: 'rows-unequal', rows: 12, lines: [7, 8, 1200, 1300] },
  { code: 'columns-doubled', titles: ['Name'] },
  { code: 'columns-doubled', titles: ['a', 'b', 'c', 'd', 'e'] },
  { code: 'columns-untitled', count: 2 },
  { code: 'columns-joined', cells: 1_000_000, most: 9990 },
  { code: 'lines-before-titles', lines: 1, firstLine: 1, titlesAt: 2 },
  { code: 'lines-before-titles', lines: 3, firstLine: 1, titlesAt: 5 },
  { code: 'delimiter-guessed', delimiter: ',', others: [';'] },
  { code: 'titles-repeated', rows: 1, lines: [3] },
  { code: 'titles-repeated', rows: 2, lines: [3, 5] },
  { code: 'rows-blank', rows: 2, lines: [3, 4] },
  { code: 'line-ends-mixed', ends: { '\r\n': 1, '\n': 2000, '\r': 0 } },
  { code: 'quotes-stray', count: 1, lines: [3] },
  { code: 'rows-hidden', rows: 1, lines: [2] },
  { code: 'quote-unclosed', line: 4711 },
  { code: 'nul-bytes', count: 1 },
  { code: 'bytes-garbled', count: 3, encoding: 'UTF-8', lines: [2, 9] },
  { code: 'encoding-guessed', encoding: 'Windows-1251', others: ['KOI8-R', 'Windows-1252', 'DOS 866'] },
  { code: 'encoding-guessed', encoding: 'Windows-1251', others: [] },
  { code: 'dates-ambiguous', titles: ['Creation time', 'Rotated'], readAs: 'day-first', isChosen: false },
  { code: 'dates-ambiguous', titles: ['Creation time'], readAs: null, isChosen: false },
  { code: 'times-numbers', titles: ['Creation time'], rows: 1 },
  { code: 'years-short', titles: ['Creation time'], rows: 2 },
  { code: 'times-unread', titles: ['Creation time', 'Rotated'], rows: 1, examples: ['ticket 12'] },
  { code: 'file-cut', line: 4711 },
  { code: 'no-snapshot', holds: 'changes' },
  { code: 'no-snapshot', holds: 'events' },
  { code: 'no-snapshot', holds: 'secrets' },
  { code: 'no-known-column' },
  { code: 'changed-while-read' },
  { code: 'no-rows' },
]

test.each(remarks)('$code is reported in whole sentences', (remark) => {
  const text = remarkText(remark)
  expect(text).toMatch(/^[A-Z0-9].*\.$/s)
  expect(text).not.toMatch(/undefined|NaN|!/)
})

test('line breaks have names', () => {
  const text = remarkText({ code: 'line-ends-mixed', ends: { '\r\n': 1, '\n': 2000, '\r': 3 } })
  expect(text).toBe(
    'Lines end in different ways: 1 with CR LF, 2,000 with LF and 3 with CR. Each of them ends a row.',
  )
})

test('long lists are shown by their beginning', () => {
  expect(remarkText(remarks[3] as SnapshotRemark)).toContain('“a”, “b”, “c” and 2 more')
  expect(remarkText(remarks[1] as SnapshotRemark)).toContain('(lines 7, 8, 1,200 and more)')
  expect(remarkText(remarks.find(({ code }) => code === 'dates-ambiguous') as SnapshotRemark)).toContain(
    '“Creation time” and “Rotated”',
  )
})
