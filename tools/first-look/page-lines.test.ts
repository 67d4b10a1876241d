import { expect, test } from 'vitest'
import { pageLines, type ShownPage } from './page-lines.ts'

const page = (part: Partial<ShownPage>): ShownPage => ({
  heading: 'Credentials',
  count: '2',
  notes: [],
  columns: [],
  rows: [],
  total: 0,
  status: '',
  ...part,
})

test('A page becomes its title, its counts and its first rows', () => {
  const rows = Array.from({ length: 12 }, (_, at) => [`name ${at}`, 'Access key'])
  const lines = pageLines(page({ columns: ['Credential', 'Type'], rows, total: 40, status: 'Live' }))
  expect(lines.slice(0, 5)).toEqual([
    'Credentials  2',
    'Live',
    '',
    'Credential  Type',
    'name 0      Access key',
  ])
  expect(lines.at(-1)).toBe('… and 30 more')
})

test('No text of a page controls the terminal, reverses characters or hides', () => {
  const hostile = 'a\u001b]0;owned\u0007b\u202ec\u2066d\u200be\u009bf\u2028g\rh\ud800'
  const lines = pageLines(
    page({ heading: hostile, status: hostile, notes: [[hostile]], columns: [hostile], rows: [[hostile]] }),
  )
  expect(lines.join('')).toContain(String.raw`a\u{1b}]0;owned\u{7}b\u{202e}c`)
  for (const line of lines) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('A long cell and a long remark are cut', () => {
  const lines = pageLines(page({ notes: [['n'.repeat(5000)]], columns: ['C'], rows: [['x'.repeat(500)]] }))
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(2000)
  expect(lines.at(-1)).toMatch(/^x{31}…$/)
})
