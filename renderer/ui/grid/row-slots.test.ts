import { expect, test } from 'vitest'
import { createRowSlots } from './row-slots.ts'

test('a row keeps its slot while it is rendered, and rows that come take over the slots of those that left', () => {
  const slots = createRowSlots()
  expect(slots(['a', 'b', 'c'])).toEqual([0, 1, 2])
  expect(slots(['b', 'c', 'd'])).toEqual([1, 2, 0])
  expect(slots(['x', 'y', 'z'])).toEqual([0, 1, 2])
})

test('no two rows have one slot', () => {
  const slots = createRowSlots()
  slots(['a', 'b'])
  expect(new Set(slots(['c', 'a', 'd', 'e'])).size).toBe(4)
})
