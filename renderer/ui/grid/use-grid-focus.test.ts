import { expect, test } from 'vitest'
import { cellAfterKey } from './use-grid-focus.ts'

const size = { rows: 100, columns: 8, page: 10 }
const at = { row: 50, column: 3 }

test.each([
  ['ArrowDown', false, { row: 51, column: 3 }],
  ['ArrowUp', false, { row: 49, column: 3 }],
  ['ArrowLeft', false, { row: 50, column: 2 }],
  ['ArrowRight', false, { row: 50, column: 4 }],
  ['PageDown', false, { row: 60, column: 3 }],
  ['PageUp', false, { row: 40, column: 3 }],
  ['Home', false, { row: 50, column: 0 }],
  ['End', false, { row: 50, column: 7 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 99, column: 7 }],
])('%s (with Ctrl: %s) leads to the cell that a grid has there', (key, isControl, expected) => {
  expect(cellAfterKey(key, isControl, at, size)).toEqual(expected)
})

test('the focus leaves neither end of the grid, and the arrow up from the first row reaches the head', () => {
  expect(cellAfterKey('ArrowDown', false, { row: 99, column: 0 }, size)).toEqual({ row: 99, column: 0 })
  expect(cellAfterKey('PageUp', false, { row: 4, column: 0 }, size)).toEqual({ row: 0, column: 0 })
  expect(cellAfterKey('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: -1, column: 0 })
  expect(cellAfterKey('ArrowUp', false, { row: -1, column: 0 }, size)).toEqual({ row: -1, column: 0 })
})

test('other keys do not move', () => {
  expect(cellAfterKey('a', false, at, size)).toBeNull()
})
