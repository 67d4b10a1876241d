import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { createComparing } from './comparing.ts'
import { createOpenedSnapshots } from '../file/opened-snapshots.ts'
import { comparisonOf, fakeSnapshots, fileOf, settled, snapshotOf } from '../file/snapshots.fixture.ts'

function makeComparing() {
  const world = fakeSnapshots()
  const opened = createOpenedSnapshots({ api: world.api, ageLimits: world.ageLimits, now: () => 0 })
  const comparing = createComparing({ ...world, open: opened.open, find: opened.find })
  const open = async (id: string, table: string) => {
    const stream = world.opens.find(({ input, isStopped }) => input.file === id && !isStopped)
    stream?.handlers.onMessage({ kind: 'opened', table, snapshot: snapshotOf(fileOf(id)) })
    await nextTick()
  }
  const file = (id: string) => ({ kind: 'file' as const, file: fileOf(id) })
  return { ...world, opened, comparing, open, file }
}

test('two files are compared as soon as both are there', async () => {
  const { comparing, compares, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  expect(compares).toHaveLength(0)
  await open('b', 't2')
  expect(compares[0]!.input).toEqual({
    before: { kind: 'table', table: 't1' },
    after: { kind: 'table', table: 't2' },
  })
})

test('a live side is followed: each change shows the same view with its new rows', async () => {
  const { comparing, compares, open, file, selections } = makeComparing()
  comparing.setBoth(file('a'), { kind: 'live', context: 'prod' })
  await open('a', 't1')
  const { handlers, input } = compares[0]!
  expect(input.after).toEqual({ kind: 'live', context: 'prod' })
  handlers.onMessage({ kind: 'compared', table: 'c1', comparison: comparisonOf() })
  await settled()
  const view = comparing.compared.value?.view
  view?.setSearch('x')
  await settled()
  const before = selections.length
  const counts = { added: 2, removed: 0, changed: 0, unchanged: 2, unmatched: 0 }
  handlers.onMessage({ kind: 'compared', table: 'c1', comparison: comparisonOf({ counts }) })
  await settled()
  expect(comparing.compared.value?.view).toBe(view)
  expect(comparing.compared.value?.comparison.counts.added).toBe(2)
  expect(selections.slice(before).map(({ selection }) => selection.search)).toEqual(['x'])
})

test('at first what differs is shown, in the columns that both have', async () => {
  const { comparing, compares, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  await open('b', 't2')
  compares[0]!.handlers.onMessage({ kind: 'compared', table: 'c1', comparison: comparisonOf() })
  const view = comparing.compared.value?.view
  expect(view?.selection.value.changes).toEqual(['added', 'removed', 'changed', 'unmatched'])
  expect(view?.displayed.value).toEqual([0])
})

test('swapping compares the other way round, and what was compared stays until then', async () => {
  const { comparing, compares, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  await open('b', 't2')
  compares[0]!.handlers.onMessage({ kind: 'compared', table: 'c1', comparison: comparisonOf() })
  comparing.swap()
  await nextTick()
  expect(compares[1]!.input.before).toEqual({ kind: 'table', table: 't2' })
  expect(compares[0]!.isStopped).toBe(true)
  expect(comparing.compared.value?.view.table).toBe('c1')
  compares[0]!.handlers.onMessage({ kind: 'compared', table: 'late', comparison: comparisonOf() })
  expect(comparing.compared.value?.view.table).toBe('c1')
  compares[1]!.handlers.onMessage({ kind: 'compared', table: 'c2', comparison: comparisonOf() })
  expect(comparing.compared.value?.view.table).toBe('c2')
})

test('a file that is read again is compared again', async () => {
  const { comparing, compares, opened, opens, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  await open('b', 't2')
  const [first] = opens
  opened.find('a')?.read()
  opens.at(-1)!.handlers.onMessage({ kind: 'opened', table: 't3', snapshot: snapshotOf(fileOf('a')) })
  await nextTick()
  expect(first!.isStopped).toBe(true)
  expect(compares[1]!.input.before).toEqual({ kind: 'table', table: 't3' })
})

test('a comparison that failed is reported, and tried again when asked', async () => {
  const { comparing, compares, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  await open('b', 't2')
  compares[0]!.handlers.onFailure({ code: 'list-not-open', context: 'prod' })
  expect(comparing.failure.value?.code).toBe('list-not-open')
  comparing.again()
  expect(compares).toHaveLength(2)
  expect(comparing.failure.value).toBeNull()
})

test('closing ends the stream', async () => {
  const { comparing, compares, open, file } = makeComparing()
  comparing.setBoth(file('a'), file('b'))
  await open('a', 't1')
  await open('b', 't2')
  comparing.close()
  await nextTick()
  expect(compares[0]!.isStopped).toBe(true)
  expect(comparing.compared.value).toBeNull()
})
