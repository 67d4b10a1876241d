import { expect, test } from 'vitest'
import { moved } from './column-order.ts'

test('a column moves to its new place and the others close up', () => {
  expect(moved(['name', 'a', 'b', 'c'], 'c', 1)).toEqual(['name', 'c', 'a', 'b'])
  expect(moved(['name', 'a', 'b', 'c'], 'a', 3)).toEqual(['name', 'b', 'c', 'a'])
})

test('the first column stays first, and nothing moves past the end', () => {
  expect(moved(['name', 'a', 'b'], 'b', 0)).toEqual(['name', 'b', 'a'])
  expect(moved(['name', 'a', 'b'], 'a', 9)).toEqual(['name', 'b', 'a'])
  expect(moved(['name', 'a', 'b'], 'name', 2)).toEqual(['name', 'a', 'b'])
})
