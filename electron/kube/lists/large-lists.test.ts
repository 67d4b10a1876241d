import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../base/clock.ts'
import type { Clock } from '../../base/clock.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { failureFrom, statusOf, table, tableRow } from '../testing/kube-samples.ts'
import { begun, rowsOf, uidsOf, useLargeLists } from '../testing/large-list-server.ts'
import { sendJson, until } from '../testing/loopback-server.ts'

const { serve, list, waysIn } = useLargeLists(afterEach)
const path = '/api/v1/secrets'

describe('a list that fits its first page', () => {
  it('asks for nothing else', async () => {
    const { server, connection } = await serve({ uids: uidsOf(500), minor: '34' })
    expect((await list(connection)).uids).toHaveLength(500)
    expect(waysIn(server)).toEqual(['page of 500'])
  })
})

describe('a large list from the cache', () => {
  it('takes the first page from the store, and all that is not older from the cache', async () => {
    const { server, connection } = await serve({ cacheVersion: 9 })
    const { uids, result } = await list(connection)
    expect(uids).toEqual(uidsOf(1200).sort())
    expect(result).toEqual({ resourceVersion: '9', rows: 1200, pass: 2 })
    expect(waysIn(server)).toEqual(['page of 500', 'version', 'probe', 'cache'])
    const query = Object.fromEntries(new URL(server.asked.at(-1) ?? '', server.url).searchParams)
    expect(query).toEqual({
      includeObject: 'Metadata',
      labelSelector: 'a',
      resourceVersion: '7',
      resourceVersionMatch: 'NotOlderThan',
    })
  })

  it('asks a later server for no probe, since that brings its cache up to date by itself', async () => {
    const { server, connection } = await serve({ minor: '31+' })
    await list(connection)
    expect(waysIn(server)).toEqual(['page of 500', 'version', 'cache'])
  })

  it('reports what was made since the first page, but not what was deleted', async () => {
    const cachedUids = [...uidsOf(1200).slice(3), 'new']
    const { connection } = await serve({ cachedUids, cacheVersion: 12 })
    expect((await list(connection)).uids).toEqual(cachedUids.sort())
  })

  it('continues in pages that grow tenfold if the cache of an old server is behind', async () => {
    const uids = uidsOf(6000)
    const { server, connection } = await serve({ uids, cachedUids: [], cacheVersion: 6 })
    const { uids: listed, result } = await list(connection)
    expect(listed).toEqual(uids.sort())
    expect(result).toEqual({ resourceVersion: '7', rows: 6000, pass: 1 })
    expect(waysIn(server)).toEqual(['page of 500', 'version', 'probe', 'page of 5000', 'page of 50000'])
  })

  it.each([
    ['refuses the version as too large', 504, 'Timeout'],
    ['does not know the parameter', 422, 'Invalid'],
    ['fails', 500, 'InternalError'],
  ])('continues in pages if the server %s, and does not try again', async (_, status, reason) => {
    const onCache = (response: ServerResponse) => {
      sendJson(response, statusOf(status, reason, 'no'), status)
      return true
    }
    const { server, connection } = await serve({ onCache })
    for (const _again of [1, 2]) expect((await list(connection)).uids).toEqual(uidsOf(1200).sort())
    expect(waysIn(server).filter((way) => way === 'cache')).toHaveLength(1)
  })

  it('does not take an older list, or a part of it, as complete', async () => {
    for (const metadata of [{ resourceVersion: '6' }, { continue: 'more' }]) {
      const onCache = (response: ServerResponse) => {
        sendJson(response, table(rowsOf(['old']), { resourceVersion: '8', ...metadata }))
        return true
      }
      const { connection } = await serve({ onCache })
      const { passes, uids } = await list(connection)
      expect(uids).toEqual(uidsOf(1200).sort())
      expect(passes.flat()).not.toContain('old')
    }
  })

  it('does not take rows that come before their version as complete: it continues in pages', async () => {
    const uids = uidsOf(3000)
    const onCache = (response: ServerResponse) => {
      const { rows, metadata, ...head } = table(rowsOf(uids), { resourceVersion: '8' })
      sendJson(response, { ...head, rows, metadata })
      return true
    }
    const { connection } = await serve({ uids, onCache })
    const { uids: listed, result } = await list(connection)
    expect(listed).toEqual(uids.sort())
    expect(result).toMatchObject({ rows: 3000, pass: 1 })
  })

  it('does not wait for a silent cache: pages that are requested meanwhile complete the list', async () => {
    const { server, connection } = await serve({ onCache: () => true })
    const { uids, result } = await list(connection)
    expect(uids).toEqual(uidsOf(1200).sort())
    expect(result.pass).toBe(1)
    // Requests that nobody waits for are closed on the wire.
    await until(() => server.open() <= 2)
  })

  it('asks a busy server for one page beside the cache, and for all when it should have refused', async () => {
    const uids = uidsOf(6000)
    const late: (() => void)[] = []
    const after: Clock['after'] = (milliseconds, call) => {
      if (milliseconds < 3500) return systemClock.after(milliseconds, call)
      late.push(call)
      return () => undefined
    }
    const clock = { ...systemClock, after }
    const { server, connection } = await serve({ uids, onCache: () => true }, { clock })
    let told = 0
    const onRows = (rows: KubeRow[]) => void (told += rows.length)
    const listed = connection.listRows({ path, onRows })
    await until(() => told === 5500)
    expect(waysIn(server)).not.toContain('page of 50000')
    for (const call of late) call()
    expect(await listed).toMatchObject({ rows: 6000, pass: 1 })
  })

  it('reads in pages if the kind of server is unknown', async () => {
    const { server, connection } = await serve({ minor: '' })
    server.asked.length = 0
    expect((await list(connection)).uids).toEqual(uidsOf(1200).sort())
  })

  it('stops the pages if the cache answers after all', async () => {
    let answerCache = () => {}
    const onCache = (response: ServerResponse) => {
      answerCache = () => sendJson(response, table(rowsOf(uidsOf(1200)), { resourceVersion: '8' }))
      return true
    }
    const onPage = (_: ServerResponse, start: number) => {
      if (start > 0) answerCache()
      return start > 0
    }
    const { connection } = await serve({ onCache, onPage })
    const { result } = await list(connection)
    expect(result).toEqual({ resourceVersion: '8', rows: 1200, pass: 2 })
  })

  it('never takes an answer that was cut as complete, and reports its complete rows', async () => {
    const whole = JSON.stringify(table(rowsOf(uidsOf(4, 'cached')), { resourceVersion: '8' }))
    const ends = uidsOf(4, 'cached').map((uid) => {
      const row = JSON.stringify(tableRow(uid))
      return whole.indexOf(row) + row.length
    })
    for (let length = 0; length < whole.length; length += 61) {
      const onCache = (response: ServerResponse) => {
        begun(response)
        response.write(whole.slice(0, length), () => response.destroy())
        return true
      }
      // Concurrent pages would hide its outcome.
      const onPage = (_: ServerResponse, start: number) => start > 0
      const { connection } = await serve({ onCache, onPage })
      const told: string[] = []
      const onRows = (rows: KubeRow[], pass: number) =>
        void (pass === 2 && told.push(...rows.map(({ uid }) => uid)))
      const abort = new AbortController()
      const failure = failureFrom(connection.listRows({ path, onRows, signal: abort.signal }))
      const wholeRows = ends.filter((end) => end <= length).length
      if (wholeRows === 0) {
        // None of it was reported: the pages continue.
        abort.abort()
        continue
      }
      expect(await failure, `cut after ${length} bytes`).toMatchObject({ code: 'connection-cut' })
      expect(told).toEqual(uidsOf(wholeRows, 'cached'))
    }
  })

  it('tries again in pages if such an answer was cut in the middle', async () => {
    const onCache = (response: ServerResponse) => {
      begun(response)
      const text = JSON.stringify(table(rowsOf(uidsOf(900)), { resourceVersion: '8' }))
      response.write(text.slice(0, -1000), () => response.destroy())
      return true
    }
    const { connection } = await serve({ onCache })
    expect(await failureFrom(list(connection))).toMatchObject({ code: 'connection-cut' })
    expect((await list(connection)).result).toMatchObject({ rows: 1200, pass: 1 })
  })

  it('reports that a right was lost in the middle', async () => {
    const forbid = (response: ServerResponse) => {
      sendJson(response, statusOf(403, 'Forbidden', 'no longer'), 403)
      return true
    }
    const { connection } = await serve({ onCache: forbid, onPage: (r, start) => start > 0 && forbid(r) })
    expect(await failureFrom(list(connection))).toMatchObject({ code: 'forbidden' })
  })

  it('ends all its requests on the wire', async () => {
    const abort = new AbortController()
    const { server, connection } = await serve({
      onCache: () => {
        abort.abort()
        return true
      },
    })
    expect(await failureFrom(list(connection, { signal: abort.signal }))).toMatchObject({ code: 'cancelled' })
    await until(() => server.open() <= 2)
    expect(waysIn(server).filter((way) => way.startsWith('page'))).toEqual(['page of 500'])
  })

  it('begins again where a page next to it has expired', async () => {
    let expiries = 0
    const onPage = (response: ServerResponse, start: number) => {
      if (start === 0 || expiries > 0) return false
      expiries += 1
      sendJson(response, statusOf(410, 'Expired', 'too old'), 410)
      return true
    }
    const { connection } = await serve({ onPage, onCache: () => true })
    const { uids, result } = await list(connection)
    expect(uids).toEqual(uidsOf(1200).sort())
    expect(result.pass).toBe(2)
  })
})
