import { expect, it } from 'vitest'
import { andList, orList } from './word-list.ts'

it.each([
  [[], '', ''],
  [['a'], 'a', 'a'],
  [['a', 'b'], 'a and b', 'a or b'],
  [['a', 'b', 'c'], 'a, b and c', 'a, b or c'],
] as const)('%j is put into words', (items, and, or) => {
  expect(andList(items)).toBe(and)
  expect(orList(items)).toBe(or)
})
