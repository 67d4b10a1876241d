import { expect, test } from 'vitest'
import { rowsInSight } from './use-list-window.ts'

test('of thousands of rows only those near the view exist', () => {
  expect(rowsInSight({ top: 0, height: 92 }, 46, 5000)).toEqual({ first: 0, last: 6 })
  expect(rowsInSight({ top: 4600, height: 92 }, 46, 5000)).toEqual({ first: 96, last: 106 })
})

test('at the end and where the list became shorter, no row beyond it exists', () => {
  expect(rowsInSight({ top: 460, height: 92 }, 46, 12)).toEqual({ first: 6, last: 12 })
  expect(rowsInSight({ top: 4600, height: 92 }, 46, 3)).toEqual({ first: 3, last: 3 })
})
