import { describe, expect, test, vi } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential, UnusedSecret } from '../../../shared/credential.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { driveStream, type DrivenStream } from '../../stream.fixture.ts'
import { createOpenContext } from './open-context.ts'

const credential = (uid: string, issues = 0): Credential =>
  credentialOf(uid, {
    status:
      issues === 0
        ? { kind: 'ok' }
        : {
            kind: 'issues',
            issues: Array.from({ length: issues }, () => ({ code: 'values-in-annotation' })),
          },
  })
const unusedSecret = (uid: string): UnusedSecret => ({
  uid,
  kubernetesName: uid,
  namespace: 'runai',
  scope: { kind: 'cluster', id: '', name: '' },
  secretType: 'Opaque',
  type: null,
  keyCount: 2,
  createdBy: '',
  createdAt: '2026-01-01T00:00:00Z',
  deleting: false,
  hasValuesInAnnotation: false,
  cluster: 'c',
  resourceVersion: '1',
})
const rows = (parts: Partial<ClusterMessage & { kind: 'rows' }>): ClusterMessage => ({
  kind: 'rows',
  credentials: [],
  unused: [],
  removed: [],
  news: [],
  ...parts,
})

interface Opened extends DrivenStream<ClusterMessage> {
  context: string
}

/** A list with streams that the test drives. */
function makeList(refresh: Result<null> = { ok: true, value: null }) {
  const streams: Opened[] = []
  const frames: (() => void)[] = []
  const refreshed: string[] = []
  const api: Pick<Api, 'cluster'> = {
    cluster: {
      open: ({ context }, handlers) => {
        const stream = Object.assign(driveStream(handlers), { context })
        streams.push(stream)
        return stream.stop
      },
      refresh: ({ context }) => {
        refreshed.push(context)
        return Promise.resolve(refresh)
      },
      rights: () => new Promise(() => {}),
      nameNamespaces: () => Promise.resolve({ ok: true, value: null }),
    },
  }
  let time = 1_000_000
  const list = createOpenContext({
    api,
    schedule: (run) => void frames.push(run),
    isHidden: () => false,
    now: () => (time += 1),
  })
  const nextFrame = () => frames.splice(0).forEach((run) => run())
  const send = (at: number, ...messages: ClusterMessage[]) => {
    messages.forEach((message) => streams[at]?.handlers.onMessage(message))
    nextFrame()
  }
  return { list, streams, refreshed, send, nextFrame }
}

const listedAt = (asOf: string): ClusterMessage => ({
  kind: 'listed',
  asOf,
  namespacesStandIn: false,
  clockAhead: 0,
})
const uids = (found: Iterable<{ uid: string }>) => [...found].map((row) => row.uid)

describe('the list of credentials', () => {
  test('merges pages and changes by uid, and counts rows and issues', () => {
    const { list, send } = makeList()
    list.open('prod')
    send(0, rows({ credentials: [credential('a'), credential('b', 2)], unused: [unusedSecret('u')] }))
    send(0, rows({ credentials: [credential('a', 1)], removed: ['b'] }))
    expect(uids(list.credentialRows())).toEqual(['a'])
    expect(list.counts.value).toEqual({ credentials: 1, unused: 1, issues: 1 })
  })

  test('a secret that becomes a credential leaves the unused ones, and the other way round', () => {
    const { list, send } = makeList()
    list.open('prod')
    send(0, rows({ unused: [unusedSecret('u')] }))
    send(0, rows({ credentials: [credential('u', 1)] }))
    expect(list.counts.value).toEqual({ credentials: 1, unused: 0, issues: 1 })
    send(0, rows({ unused: [unusedSecret('u')] }))
    expect(list.counts.value).toEqual({ credentials: 0, unused: 1, issues: 0 })
  })

  test('gives a view the last state of each row once a frame', () => {
    const { list, send } = makeList()
    const told: unknown[] = []
    list.open('prod')
    list.onCredentials((change) => told.push(change))
    const last = credential('a', 1)
    send(
      0,
      rows({ credentials: [credential('a'), credential('b')] }),
      rows({ credentials: [last], removed: ['b'] }),
    )
    expect(told).toEqual([{ changed: [last], removed: ['b'] }])
  })

  test('only news of the cluster is reported as a change of now', () => {
    const { list, send } = makeList()
    list.open('prod')
    send(0, rows({ credentials: [credential('a'), credential('b')] }))
    send(0, rows({ credentials: [credential('a', 1), credential('b')], news: ['b'] }))
    expect(list.rowChangedAt({ uid: 'a' })).toBe(0)
    expect(list.rowChangedAt({ uid: 'b' })).toBeGreaterThan(0)
  })

  test('another context stops the stream, empties the list at once, and ignores late messages', () => {
    const { list, streams, send, nextFrame } = makeList()
    list.open('prod')
    send(0, rows({ credentials: [credential('a')] }), {
      kind: 'listed',
      asOf: 'x',
      namespacesStandIn: true,
      clockAhead: 0,
    })
    streams[0]?.handlers.onMessage(rows({ credentials: [credential('late')] }))
    list.open('staging')
    expect(streams[0]?.isStopped).toBe(true)
    expect(list.counts.value.credentials).toBe(0)
    expect(list.isComplete.value).toBe(false)
    nextFrame()
    send(0, rows({ credentials: [credential('later')] }))
    streams[0]?.handlers.onFailure({ code: 'internal', id: '1' })
    expect(uids(list.credentialRows())).toEqual([])
    expect(list.health.value?.state).toBe('connecting')
    send(1, rows({ credentials: [credential('b')] }))
    expect(uids(list.credentialRows())).toEqual(['b'])
  })

  test('a stream that failed leaves its rows readable, and trying again opens it again', async () => {
    const { list, streams, send, refreshed } = makeList()
    const failure: Failure = { code: 'connection-cut', server: 's' }
    list.open('prod')
    send(0, rows({ credentials: [credential('a')] }), {
      kind: 'listed',
      asOf: 'then',
      namespacesStandIn: false,
      clockAhead: 0,
    })
    streams[0]?.handlers.onFailure(failure)
    expect(list.health.value).toEqual({ state: 'failed', asOf: 'then', failure })
    expect(list.counts.value.credentials).toBe(1)
    await list.refresh()
    expect(streams.length).toBe(2)
    expect(refreshed).toEqual([])
  })

  test('what came before a failure is shown before the failure is', () => {
    const { list, streams } = makeList()
    list.open('prod')
    streams[0]?.handlers.onMessage(rows({ credentials: [credential('a')] }))
    streams[0]?.handlers.onFailure({ code: 'internal', id: '1' })
    expect(list.counts.value.credentials).toBe(1)
    expect(list.health.value?.state).toBe('failed')
  })

  test('cancelling stops the stream and says so', () => {
    const { list, streams } = makeList()
    list.open('prod')
    list.cancel()
    expect(streams[0]?.isStopped).toBe(true)
    expect(list.health.value).toMatchObject({ state: 'failed', failure: { code: 'cancelled' } })
  })

  // F5 on a slow cluster showed no progress, because it lasted only until the request was accepted.
  test('is refreshing until the list was read, or its health says why it was not', async () => {
    const { list, streams, nextFrame } = makeList()
    list.open('prod')
    const tell = (message: ClusterMessage) => {
      streams[0]?.handlers.onMessage(message)
      nextFrame()
    }
    const asOf = '2026-11-20T10:00:00Z'
    const listed: ClusterMessage = { kind: 'listed', asOf, namespacesStandIn: false, clockAhead: 0 }
    tell(listed)
    tell({ kind: 'health', health: { state: 'live', since: asOf } })
    await list.refresh()
    expect(list.isRefreshing.value).toBe(true)
    tell({ kind: 'health', health: { state: 'live', since: asOf } })
    expect(list.isRefreshing.value).toBe(true)
    tell(listed)
    expect(list.isRefreshing.value).toBe(false)
    await list.refresh()
    const failure: Failure = { code: 'connection-cut', server: 's' }
    tell({ kind: 'health', health: { state: 'reconnecting', since: asOf, asOf, nextTryAt: asOf, failure } })
    expect(list.isRefreshing.value).toBe(false)
  })

  test('a retry is asked for even during a refresh, which may have begun before the change', async () => {
    const { list, refreshed } = makeList()
    list.open('prod')
    await list.refresh()
    await list.refresh()
    expect(refreshed).toEqual(['prod'])
    await list.retry()
    expect(refreshed).toEqual(['prod', 'prod'])
  })

  test('refreshing asks the open stream, and keeps the reason if it can’t be done', async () => {
    const failure: Failure = { code: 'internal', id: '1' }
    const { list, refreshed } = makeList({ ok: false, failure })
    list.open('prod')
    await list.refresh()
    expect(refreshed).toEqual(['prod'])
    expect(list.refreshFailure.value).toEqual(failure)
    expect(list.isRefreshing.value).toBe(false)
  })

  test('pages under rows that can be read already are gathered, and the end of the list ends the wait', () => {
    vi.useFakeTimers()
    const { list, streams, nextFrame } = makeList()
    list.open('prod')
    const page = (name: string) =>
      streams[0]?.handlers.onMessage(
        rows({ credentials: Array.from({ length: 10 }, (_, at) => credential(`${name}-${at}`)) }),
      )
    streams[0]?.handlers.onMessage({ kind: 'health', health: { state: 'listing' } })
    page('first')
    nextFrame()
    expect(list.counts.value.credentials).toBe(10)
    page('second')
    page('third')
    nextFrame()
    expect(list.counts.value.credentials).toBe(10)
    vi.advanceTimersByTime(1000)
    nextFrame()
    expect(list.counts.value.credentials).toBe(30)
    page('fourth')
    streams[0]?.handlers.onMessage({
      kind: 'listed',
      asOf: '2026-01-01T00:00:00Z',
      namespacesStandIn: false,
      clockAhead: 0,
    })
    nextFrame()
    expect(list.counts.value.credentials).toBe(40)
    vi.useRealTimers()
  })

  test('what was written a moment ago is shown as being created until the cluster’s own row of it comes', () => {
    const { list, send } = makeList()
    list.open('prod')
    send(0, rows({ unused: [unusedSecret('u')] }), listedAt('2026-01-01T00:00:00Z'))
    list.showCreating('prod', credential('u'))
    expect([...list.credentialRows()].map((row) => row.status.kind)).toEqual(['creating'])
    expect(list.counts.value).toEqual({ credentials: 1, unused: 0, issues: 0 })
    expect(list.rowChangedAt({ uid: 'u' })).toBeGreaterThan(0)
    send(0, rows({ credentials: [credential('u')] }))
    expect([...list.credentialRows()].map((row) => row.status.kind)).toEqual(['ok'])
    list.showCreating('prod', credential('u'))
    expect([...list.credentialRows()].map((row) => row.status.kind)).toEqual(['ok'])
  })

  test('an answer that comes after its row was deleted brings nothing back', () => {
    const { list, send } = makeList()
    list.open('prod')
    send(0, rows({ unused: [unusedSecret('claimed')] }))
    send(0, rows({ credentials: [credential('new')] }))
    send(0, rows({ removed: ['new', 'claimed'] }))
    for (const uid of ['new', 'claimed']) list.showCreating('prod', credential(uid))
    expect(uids(list.credentialRows())).toEqual([])
  })

  test('what was being created and is in no later list is gone, and never shown in another context', () => {
    const { list, send } = makeList()
    list.open('prod')
    list.showCreating('other', credential('x'))
    list.showCreating('prod', credential('a'))
    send(0, listedAt('1970-01-01T00:00:01Z'))
    expect(uids(list.credentialRows())).toEqual(['a'])
    send(0, listedAt('2026-01-01T00:00:00Z'))
    expect(uids(list.credentialRows())).toEqual([])
  })

  test('how much may be read is reported only for the open context', () => {
    const { list, send } = makeList()
    const known = [{ name: 'seg-3d', namespace: 'runai-seg-3d' }]
    const departments = [{ id: '7', name: 'research' }]
    list.open('prod')
    send(
      0,
      { kind: 'projects', projects: known, departments, complete: true },
      { kind: 'namespaces', of: 3, read: ['team'], refused: ['default'] },
    )
    expect(list.projects.value).toEqual({ known, departments, isComplete: true })
    expect(list.namespaces.value).toMatchObject({ of: 3, read: ['team'], refused: ['default'] })
    list.open('staging')
    expect(list.projects.value).toEqual({ known: [], departments: [], isComplete: false })
    expect(list.namespaces.value).toBeNull()
  })
})
