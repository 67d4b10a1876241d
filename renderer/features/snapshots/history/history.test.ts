import { expect, test } from 'vitest'
import type { HistoryMessage } from '../../../../shared/contract/snapshots.ts'
import { createHistory } from './history.ts'
import { fakeSnapshots, settled } from '../file/snapshots.fixture.ts'

function makeHistory() {
  const world = fakeSnapshots()
  return { ...world, history: createHistory({ ...world, now: () => 500 }) }
}
const told = (events: string): HistoryMessage => ({
  kind: 'history',
  clusters: [{ name: 'prod', snapshots: 2 }],
  cluster: 'prod',
  points: [],
  events,
  eventCount: 4,
  notRead: [],
  leftOut: [],
})

test('nothing is read before someone enters, and only once then', () => {
  const { history, histories } = makeHistory()
  expect(histories).toHaveLength(0)
  history.enter()
  history.enter()
  expect(histories).toHaveLength(1)
})

test('without a folder it says so, and choosing one reads it', async () => {
  const { history, histories } = makeHistory()
  history.enter()
  histories[0]!.handlers.onMessage({ kind: 'folder', folder: null })
  histories[0]!.handlers.onEnd()
  expect(history.state.value.kind).toBe('unset')
  await history.chooseFolder()
  expect(histories).toHaveLength(2)
  expect(history.state.value.kind).toBe('reading')
})

test('a folder that changes is reported again, and its events keep their view', async () => {
  const { history, histories } = makeHistory()
  history.enter()
  histories[0]!.handlers.onMessage({ kind: 'reading', files: 1, of: 2 })
  expect(history.state.value).toEqual({ kind: 'reading', since: 500, files: 1, of: 2 })
  histories[0]!.handlers.onMessage(told('e1'))
  await settled()
  const view = history.events.value
  view?.setSearch('harbor')
  histories[0]!.handlers.onMessage(told('e1'))
  await settled()
  expect(history.events.value).toBe(view)
  expect(history.state.value.kind).toBe('there')
})

test('another cluster leaves the series of the one before', () => {
  const { history, histories } = makeHistory()
  history.enter()
  history.read('staging')
  expect(histories[0]!.isStopped).toBe(true)
  expect(histories[1]!.input).toEqual({ cluster: 'staging' })
  histories[0]!.handlers.onMessage(told('late'))
  expect(history.there.value).toBeNull()
})

test('the life of a credential is asked by its row, and an answer that comes too late is dropped', async () => {
  const { history, histories, fakes } = makeHistory()
  history.enter()
  histories[0]!.handlers.onMessage(told('e1'))
  await settled()
  const asked = history.showLife(3, 'Harbor')
  history.closeLife()
  await asked
  expect(fakes.life).toHaveBeenCalledWith({ table: 'e1', version: 1, row: 3 })
  expect(history.life.value).toBeNull()
  await history.showLife(3, 'Harbor')
  expect(history.life.value).toEqual({ kind: 'there', name: 'Harbor', events: [] })
})

test('a cancelled reading keeps what was there', () => {
  const { history, histories } = makeHistory()
  history.enter()
  history.cancel()
  expect(history.state.value.kind).toBe('failed')
  history.read()
  histories[1]!.handlers.onMessage(told('e1'))
  history.read()
  history.cancel()
  expect(history.state.value.kind).toBe('there')
})
