import { expect, test } from 'vitest'
import { keysFilter, noFilter } from '../../shared/rows/filters.ts'
import { filterDaysText, filterText } from './filter-text.ts'

const options = ['a', 'b', 'c', 'd'].map((key) => ({ key, label: `Project: ${key}`, value: key }))

test('a filter names its choices, its days, and that it is inverted', () => {
  expect(filterText(keysFilter('x', ['a', 'c']), options, null)).toBe('a or c')
  expect(filterText({ ...keysFilter('x', ['a']), isNot: true }, options, null)).toBe('not a')
  expect(filterText(keysFilter('x', ['a', 'b', 'c', 'd']), options, null)).toBe('4 chosen')
  expect(filterText(keysFilter('x', ['gone']), options, null)).toBe('gone')
  expect(filterText({ ...keysFilter('x', ['a']), over: 90 }, options, 'past')).toBe('a or over 90 days ago')
  expect(filterText({ ...noFilter('x'), isNot: true }, options, 'past')).toBe('')
})

test('days are said as what they count', () => {
  expect(filterDaysText({ over: 90, within: null }, 'past')).toBe('over 90 days ago')
  expect(filterDaysText({ over: null, within: 1 }, 'past')).toBe('in the last 1 day')
  expect(filterDaysText({ over: 30, within: 90 }, 'past')).toBe('30 to 90 days ago')
  expect(filterDaysText({ over: 7, within: null }, 'future')).toBe('in over 7 days')
  expect(filterDaysText({ over: null, within: 30 }, 'future')).toBe('within 30 days')
  expect(filterDaysText({ over: 7, within: 30 }, 'future')).toBe('in 7 to 30 days')
  expect(filterDaysText({ over: 90, within: null }, 'age')).toBe('over 90 days')
  expect(filterDaysText({ over: null, within: 90 }, 'age')).toBe('up to 90 days')
})
