import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { Inventory } from './inventory.ts'
import { createRowBatches } from './row-batches.ts'

/** An inventory with so many changed rows. Only their number matters. */
function changing(rows: number, { isListing = false } = {}) {
  let left = rows
  const sizes: number[] = []
  const inventory = {
    get changeSize() {
      return left
    },
    takeChange(most = Infinity) {
      const taken = Math.min(left, most)
      left -= taken
      return { credentials: Array.from({ length: taken }), unused: [], removed: [], news: [] }
    },
  } as unknown as Inventory
  const send = (message: ClusterMessage) => {
    if (message.kind === 'rows') sizes.push(message.credentials.length)
  }
  const batches = createRowBatches({ inventory, send, isListing: () => isListing })
  const sum = () => sizes.reduce((all, size) => all + size, 0)
  return { batches, sizes, sum, left: () => left, add: (more: number) => void (left += more) }
}

test('where all rows change at once, they are reported in several messages, and others have their turn between', async () => {
  const { batches, sizes, sum, left } = changing(100_000)
  batches.flushSoon()
  expect(sizes.length).toBe(1)
  expect(left()).toBeGreaterThan(90_000)
  while (left() > 0) await wait(0)
  expect(sum()).toBe(100_000)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2000)
})

test('what is to be reported before something else is reported at once, in messages as small', () => {
  const { batches, sizes, sum } = changing(7000)
  batches.flush()
  expect(sum()).toBe(7000)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2000)
})

test.each([
  { isListing: false, messages: 21 },
  { isListing: true, messages: 6 },
])('rows of a list that is arriving need fewer messages: %o', ({ isListing, messages }) => {
  const { batches, sizes, sum, add } = changing(65, { isListing })
  batches.flushSoon()
  expect(sizes).toEqual([65])
  for (let arrived = 0; arrived < 10_000; arrived += 250) {
    add(250)
    batches.flushSoon()
  }
  batches.flush()
  expect(sum()).toBe(10_065)
  expect(sizes.length).toBe(messages)
})
