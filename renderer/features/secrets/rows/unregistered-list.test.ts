import { expect, test } from 'vitest'
import type { UnregisteredMessage } from '../../../../shared/contract/secrets.ts'
import type { Api } from '../../../api.ts'
import { driveStream, type DrivenStream } from '../../../stream.fixture.ts'
import { unregisteredSecret } from '../../../../shared/secret-row.fixture.ts'
import { createUnregisteredList } from './unregistered-list.ts'

interface Opened extends DrivenStream<UnregisteredMessage> {
  namespace: string
}

/** A list with streams that the test drives. */
function makeList() {
  const streams: Opened[] = []
  const changes: string[] = []
  const unregistered: Api['secrets']['unregistered'] = ({ namespace }, handlers) => {
    const stream = Object.assign(driveStream(handlers), { namespace })
    streams.push(stream)
    return stream.stop
  }
  const none = () => () => undefined
  let time = 1000
  const list = createUnregisteredList({
    api: { secrets: { unregistered, register: none, unregister: none, download: none } },
    now: () => (time += 1),
    onChange: (change) =>
      void changes.push(
        change === null
          ? 'gone'
          : `+${change.changed.map(({ uid }) => uid).join()} -${change.removed.join()}`,
      ),
  })
  const uids = () => [...list.rows()].map(({ uid }) => uid)
  return { list, streams, changes, uids }
}

const rows = (added: string, removed = ''): UnregisteredMessage => ({
  kind: 'rows',
  secrets: Array.from(added, (uid) => unregisteredSecret(uid)),
  removed: Array.from(removed),
})
const listed: UnregisteredMessage = { kind: 'listed', asOf: '2026-01-01T00:00:00Z' }

test('rows come in and go, and only changes after the list are lit', () => {
  const { list, streams, changes, uids } = makeList()
  list.open('prod', 'runai-vision')
  const { handlers } = streams[0] as Opened
  handlers.onMessage(rows('ab'))
  handlers.onMessage(listed)
  expect([list.isListed.value, list.isFollowed.value]).toEqual([true, true])
  handlers.onMessage(rows('c', 'a'))
  expect(uids()).toEqual(['b', 'c'])
  expect(changes).toEqual(['gone', '+a,b -', '+c -a'])
  expect(list.rowChangedAt({ uid: 'b' })).toBe(0)
  expect(list.rowChangedAt({ uid: 'c' })).toBeGreaterThan(0)
})

test('another namespace stops the one before and drops what it still sends', () => {
  const { list, streams, uids } = makeList()
  list.open('prod', 'runai-vision')
  streams[0]?.handlers.onMessage(rows('a'))
  list.open('prod', 'runai-seg-3d')
  expect(streams[0]?.isStopped).toBe(true)
  streams[0]?.handlers.onMessage(rows('b'))
  streams[0]?.handlers.onFailure({ code: 'connection-refused', server: 's' })
  expect(uids()).toEqual([])
  expect(list.health.value).toEqual({ state: 'listing' })
})

// F5 removed the rows for as long as the cluster took, and with them the selection and the focus.
test('read again, the rows of a namespace stay until it is listed, and only those that are gone go', () => {
  const { list, streams, changes, uids } = makeList()
  list.open('prod', 'runai-vision')
  streams[0]?.handlers.onMessage(rows('abc'))
  streams[0]?.handlers.onMessage(listed)
  list.open('prod', 'runai-vision')
  expect(streams[0]?.isStopped).toBe(true)
  expect([uids(), list.isListed.value, list.health.value]).toEqual([
    ['a', 'b', 'c'],
    true,
    { state: 'listing' },
  ])
  streams[1]?.handlers.onMessage(rows('ad'))
  expect(uids()).toEqual(['a', 'b', 'c', 'd'])
  streams[1]?.handlers.onMessage(listed)
  expect(uids()).toEqual(['a', 'd'])
  expect(changes).toEqual(['gone', '+a,b,c -', '+a,d -', '+ -b,c'])
  expect(list.rowChangedAt({ uid: 'a' })).toBe(0)
  streams[1]?.handlers.onMessage(rows('a'))
  expect(list.rowChangedAt({ uid: 'a' })).toBeGreaterThan(0)
})

test('closing stops and forgets', () => {
  const { list, streams, uids } = makeList()
  list.open('prod', 'runai-vision')
  streams[0]?.handlers.onMessage(rows('a'))
  list.close()
  expect(streams[0]?.isStopped).toBe(true)
  expect(uids()).toEqual([])
  expect(list.health.value).toBeNull()
})

test('a failure keeps the rows that came in; cancelling says so', () => {
  const { list, streams, uids } = makeList()
  list.open('prod', 'runai-vision')
  streams[0]?.handlers.onMessage(rows('a'))
  const failure = { code: 'forbidden', user: 'u', verb: 'list', resource: 'secrets', namespace: 'n' } as const
  streams[0]?.handlers.onFailure(failure)
  expect(uids()).toEqual(['a'])
  expect(list.health.value).toEqual({ state: 'failed', asOf: '', failure })
  list.open('prod', 'runai-vision')
  list.cancel()
  expect(streams[1]?.isStopped).toBe(true)
  expect(list.health.value).toMatchObject({ state: 'failed', failure: { code: 'cancelled' } })
  expect(list.isFollowed.value).toBe(false)
})
