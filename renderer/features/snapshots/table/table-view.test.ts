import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { Failure } from '../../../../shared/failure.ts'
import { columnOf, fakeSnapshots, settled } from '../file/snapshots.fixture.ts'
import { createTableView } from './table-view.ts'

function makeView() {
  const world = fakeSnapshots()
  const lost: Failure[] = []
  const view = createTableView({
    api: world.api,
    table: 't1',
    columns: [columnOf('Credential', 'name'), columnOf('Type', 'type'), columnOf('Note')],
    shown: [0, 1],
    ageLimits: world.ageLimits,
    onLost: (failure) => lost.push(failure),
  })
  return { ...world, view, lost }
}

test('the first rows are there before the table shows any', async () => {
  const { view } = makeView()
  expect(view.rows.value).toBeNull()
  await settled()
  expect(view.selected.value).toBe(1000)
  expect(view.rows.value?.at(59)?.row?.cells).toEqual(['row 59'])
})

test('what is shown stays until the rows of another selection are there', async () => {
  const { view } = makeView()
  await settled()
  const before = view.rows.value
  view.setSearch('harbor')
  await nextTick()
  expect(view.rows.value).toBe(before)
  await settled()
  expect(view.rows.value?.length).toBe(7)
  expect(view.rows.value?.at(0)?.row).not.toBeNull()
})

test('of what is typed while the table answers only the last is asked', async () => {
  const { view, selections } = makeView()
  for (const text of ['h', 'ha', 'har']) {
    view.setSearch(text)
    await nextTick()
  }
  await settled()
  expect(selections.map(({ selection }) => selection.search)).toEqual(['', 'har'])
})

test('filters, ages, sort and columns make the selection', async () => {
  const { view, selections } = makeView()
  view.setFilter(1, ['Access key'])
  view.setAges(['overdue'])
  view.sortBy(1)
  view.setColumns([0, 2])
  await settled()
  expect(selections.at(-1)?.selection).toMatchObject({
    filters: [{ column: 1, values: ['Access key'] }],
    ages: ['overdue'],
    sort: { column: 1, descending: false },
    columns: [0, 2],
  })
  expect(view.filterCount.value).toBe(2)
  view.clearFilters()
  expect(view.isNarrowed.value).toBe(false)
})

test('a third press on a title brings the order of the file back', () => {
  const { view } = makeView()
  view.sortBy(1)
  view.sortBy(1)
  expect(view.sort.value).toEqual({ column: 1, descending: true })
  view.sortBy(1)
  expect(view.sort.value).toBeNull()
})

test('rows that changed under the same selection are shown where the reader is', async () => {
  const { view, fakes } = makeView()
  await settled()
  view.rows.value?.look?.(700, 720)
  await settled()
  fakes.rows.mockClear()
  await view.refresh()
  expect(fakes.rows.mock.calls.map(([asked]) => asked.from)).toContain(700)
  expect(fakes.rows.mock.calls.map(([asked]) => asked.from)).not.toContain(0)
  expect(view.rows.value?.at(710)?.row).not.toBeNull()
})

test('a table that is not there anymore is reported', async () => {
  const { view, fakes, lost } = makeView()
  await settled()
  const failure: Failure = { code: 'table-not-open', table: 't1' }
  fakes.select.mockResolvedValueOnce({ ok: false, failure } as never)
  view.setSearch('x')
  await settled()
  expect(lost).toEqual([failure])
})

test('ages are counted only while someone looks, and again with every selection', async () => {
  const { view, fakes } = makeView()
  await settled()
  expect(fakes.ages).not.toHaveBeenCalled()
  view.showAges(true)
  await settled()
  expect(fakes.ages).toHaveBeenCalledOnce()
  view.setAges(['due'])
  view.setSearch('harbor')
  await settled()
  expect(fakes.ages).toHaveBeenCalledTimes(2)
  expect(fakes.ages).toHaveBeenLastCalledWith({
    table: 't1',
    selection: expect.objectContaining({ search: 'harbor', ages: ['due'] }) as unknown,
  })
})

test('a view that has ended asks nothing more', async () => {
  const { view, selections } = makeView()
  await settled()
  view.end()
  view.setSearch('x')
  await settled()
  expect(selections).toHaveLength(1)
})
