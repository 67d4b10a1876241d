import { expect, it } from 'vitest'
import { keptSelection } from './kept-selection.ts'

it('keeps the selected entry wherever it moves', () => {
  expect(keptSelection('b', ['a', 'b', 'c'], ['c', 'x', 'b'])).toBe('b')
})

it('goes to the nearest neighbor of an entry that is gone, first to the next one', () => {
  expect(keptSelection('b', ['a', 'b', 'c'], ['x', 'a', 'c'])).toBe('c')
  expect(keptSelection('b', ['a', 'b', 'c'], ['x', 'a'])).toBe('a')
  expect(keptSelection('d', ['a', 'b', 'c', 'd'], ['a', 'b', 'y'])).toBe('b')
})

it('selects nothing if all are gone', () => {
  expect(keptSelection('b', ['a', 'b'], ['x'])).toBe('')
  expect(keptSelection('', ['a'], ['a'])).toBe('')
})
