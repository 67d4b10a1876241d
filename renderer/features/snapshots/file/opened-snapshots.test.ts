import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../../shared/failure.ts'
import { createOpenedSnapshots } from './opened-snapshots.ts'
import { columnOf, fakeSnapshots, fileOf, settled, snapshotOf } from './snapshots.fixture.ts'

function makeOpened() {
  const world = fakeSnapshots()
  const opened = createOpenedSnapshots({ api: world.api, ageLimits: world.ageLimits, now: () => 1000 })
  return { ...world, opened }
}
const unreadable: Failure = { code: 'file-unreadable', file: 'a.csv', reason: 'ENOENT' }

/** An open file, and its stream. */
function openOne() {
  const world = makeOpened()
  const openSnapshot = world.opened.open(fileOf('a'))
  const stream = world.opens[0]!
  stream.handlers.onMessage({ kind: 'opened', table: 't1', snapshot: snapshotOf(fileOf('a')) })
  return { ...world, openSnapshot, stream }
}

test('a file is read once, however often it is opened', () => {
  const { opened, opens } = makeOpened()
  expect(opened.open(fileOf('a'))).toBe(opened.open(fileOf('a')))
  expect(opens).toHaveLength(1)
})

test('how far it is read is reported, then the table is there and the recent files are read', () => {
  const { opened, opens, fakes } = makeOpened()
  const openSnapshot = opened.open(fileOf('a'))
  opens[0]!.handlers.onMessage({ kind: 'reading', bytes: 50, of: 100, rows: 7 })
  expect(openSnapshot.state.value).toMatchObject({ kind: 'reading', rows: 7, since: 1000 })
  opens[0]!.handlers.onMessage({ kind: 'opened', table: 't1', snapshot: snapshotOf(fileOf('a')) })
  expect(openSnapshot.state.value.kind).toBe('open')
  expect(openSnapshot.table.value?.id).toBe('t1')
  expect(fakes.recent).toHaveBeenCalled()
})

test('a file that was closed before it could be read differently stays closed', async () => {
  const { opened, opens, openSnapshot } = openOne()
  const read = openSnapshot.readAs({ encoding: 'Windows-1251' })
  opened.close('a')
  await read
  expect(opens).toHaveLength(1)
})

test('a large file is read only when its user says so', () => {
  const { opened, opens } = makeOpened()
  const openSnapshot = opened.open(fileOf('a'))
  opens[0]!.handlers.onMessage({ kind: 'large', rows: 5e6, memory: 2e9, limit: 4e9, seconds: 60 })
  opens[0]!.handlers.onEnd()
  expect(openSnapshot.state.value.kind).toBe('large')
  openSnapshot.read(true)
  expect(opens[1]!.input).toEqual({ file: 'a', evenIfLarge: true })
})

test('cancelling stops the stream and keeps nothing, and opening again reads again', () => {
  const { opened, opens } = makeOpened()
  const openSnapshot = opened.open(fileOf('a'))
  openSnapshot.cancel()
  expect(opens[0]!.isStopped).toBe(true)
  expect(openSnapshot.state.value.kind).toBe('cancelled')
  opens[0]!.handlers.onMessage({ kind: 'opened', table: 't1', snapshot: snapshotOf(fileOf('a')) })
  expect(openSnapshot.table.value).toBeNull()
  opened.open(fileOf('a'))
  expect(opens).toHaveLength(2)
})

test('what is closed ends its stream and is among the recent ones again', async () => {
  const { opened, stream, fakes } = openOne()
  fakes.recent.mockResolvedValue({ ok: true, value: [fileOf('a'), fileOf('b')] })
  await opened.readRecent()
  expect(opened.recent.value.map(({ id }) => id)).toEqual(['b'])
  opened.close('a')
  expect(stream.isStopped).toBe(true)
  expect(opened.recent.value.map(({ id }) => id)).toEqual(['a', 'b'])
})

describe('a file that is open', () => {
  test('reports that it was changed, and is read again under what is shown', () => {
    const { openSnapshot, stream, opens } = openOne()
    stream.handlers.onMessage({ kind: 'file', state: 'changed' })
    expect(openSnapshot.disk.value).toBe('changed')
    openSnapshot.table.value?.view.setSearch('harbor')
    openSnapshot.read()
    expect(openSnapshot.table.value?.id).toBe('t1')
    opens[1]!.handlers.onMessage({ kind: 'opened', table: 't2', snapshot: snapshotOf(fileOf('a')) })
    expect(openSnapshot.table.value?.id).toBe('t2')
    expect(openSnapshot.table.value?.view.search.value).toBe('harbor')
    expect(openSnapshot.disk.value).toBe('as-read')
    expect(stream.isStopped).toBe(true)
    expect(opens[1]!.isStopped).toBe(false)
  })

  test('is read again as its user says, and not before that is remembered', async () => {
    const { openSnapshot, opens, fakes } = openOne()
    const read = openSnapshot.readAs({ encoding: 'Windows-1251' })
    expect(opens).toHaveLength(1)
    await read
    expect(fakes.readAs).toHaveBeenCalledWith({ file: 'a', as: { encoding: 'Windows-1251' } })
    expect(opens).toHaveLength(2)
    fakes.readAs.mockResolvedValueOnce({ ok: false, failure: unreadable } as never)
    await openSnapshot.readAs({})
    expect(openSnapshot.state.value).toEqual({ kind: 'failed', failure: unreadable })
  })

  test('keeps what is shown if reading it again fails', () => {
    const { openSnapshot, opens, stream } = openOne()
    openSnapshot.read()
    opens[1]!.handlers.onFailure(unreadable)
    expect(openSnapshot.state.value).toEqual({ kind: 'failed', failure: unreadable })
    expect(openSnapshot.table.value?.id).toBe('t1')
    openSnapshot.cancel()
    expect(openSnapshot.state.value.kind).toBe('open')
    expect(stream.isStopped).toBe(false)
  })

  test('keeps filters by their places only if the columns are the same', () => {
    const { openSnapshot, opens } = openOne()
    openSnapshot.table.value?.view.setFilter(1, ['Access key'])
    openSnapshot.read()
    const columns = [columnOf('Other'), columnOf('Credential', 'name')]
    opens[1]!.handlers.onMessage({
      kind: 'opened',
      table: 't2',
      snapshot: snapshotOf(fileOf('a'), { columns }),
    })
    expect(openSnapshot.table.value?.view.filterCount.value).toBe(0)
    expect(openSnapshot.table.value?.view.displayed.value).toEqual([1, 0])
  })

  test('is lost with the thread that held it, and reported as lost', () => {
    const { openSnapshot, stream } = openOne()
    const failure: Failure = { code: 'csv-too-large', file: 'a.csv', rows: 1, memory: 2, limit: 1 }
    stream.handlers.onFailure(failure)
    expect(openSnapshot.table.value).toBeNull()
    expect(openSnapshot.state.value).toEqual({ kind: 'failed', failure })
  })
})

test('dropped files are opened, and those that can’t be taken are reported by name', async () => {
  const { opened, fakes } = makeOpened()
  const failure: Failure = { code: 'file-without-path', name: 'mail.csv' }
  fakes.drop.mockResolvedValueOnce({ ok: false, failure } as never)
  const taken = await opened.drop([{ name: 'mail.csv' }, { name: 'b' }] as File[])
  expect(taken.map(({ id }) => id)).toEqual(['b'])
  expect(opened.notTaken.value).toEqual([{ name: 'mail.csv', failure }])
  expect(opened.openSnapshots.value).toHaveLength(1)
  opened.dismiss()
  expect(opened.notTaken.value).toEqual([])
  await settled()
})
