import { expect, test } from 'vitest'
import { ref } from 'vue'
import type { AgeLimits } from '../../../shared/rotation.ts'
import { createAgeLimitsEntry } from './age-limits-entry.ts'

function makeEntry() {
  const inForce = ref<AgeLimits>({ due: 90, overdue: 180 })
  const kept: AgeLimits[] = []
  const keep = (limits: AgeLimits) => {
    kept.push(limits)
    inForce.value = limits
  }
  return { entry: createAgeLimitsEntry({ kept: () => inForce.value, keep }), inForce, kept }
}

test('limits take effect together when they are settled', () => {
  const { entry, kept } = makeEntry()
  entry.due.value = '30'
  entry.overdue.value = '60'
  expect(entry.isPending.value).toBe(true)
  expect(kept).toEqual([])
  entry.settle()
  expect(kept).toEqual([{ due: 30, overdue: 60 }])
  expect(entry.isPending.value).toBe(false)
  entry.settle()
  expect(kept).toHaveLength(1)
})

test('an order that can’t be is reported where it was typed, and nothing of it is lost', () => {
  const { entry, kept } = makeEntry()
  entry.due.value = '200'
  expect(entry.problems.value.due).toMatch(/less than Overdue \(180\)/)
  expect(entry.problems.value.overdue).toBeNull()
  entry.settle()
  expect(kept).toEqual([])
  expect(entry.due.value).toBe('200')

  entry.overdue.value = '200'
  expect(entry.problems.value.overdue).toMatch(/more than Due \(200\)/)
  expect(entry.problems.value.due).toBeNull()
  entry.overdue.value = '400'
  entry.settle()
  expect(kept).toEqual([{ due: 200, overdue: 400 }])
})

test('what isn’t a number is reported at its own field, and the old limits stay in effect', () => {
  const { entry, kept } = makeEntry()
  entry.overdue.value = 'never'
  expect(entry.problems.value.due).toBeNull()
  expect(entry.problems.value.overdue).toMatch(/whole number/)
  entry.settle()
  expect(kept).toEqual([])
  entry.giveUp()
  expect(entry.overdue.value).toBe('180')
})

test('given limits replace what was typed', () => {
  const { entry, kept, inForce } = makeEntry()
  inForce.value = { due: 7, overdue: 14 }
  entry.due.value = 'x'
  entry.take({ due: 90, overdue: 180 })
  expect(entry.due.value).toBe('90')
  expect(kept).toEqual([{ due: 90, overdue: 180 }])
})
