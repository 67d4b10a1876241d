import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { failureFrom, statusOf, tableRow, watchLine } from '../testing/kube-samples.ts'
import {
  begun,
  endOfInitialEvents,
  rowsOf,
  uidsOf,
  useLargeLists,
  writeStream,
} from '../testing/large-list-server.ts'
import { sendJson, until } from '../testing/loopback-server.ts'

const { serve, list, waysIn } = useLargeLists(afterEach)

describe('a large list as the first events of a watch', () => {
  const minor = '34'

  it('takes the first page from the store, and all from the events', async () => {
    const { server, connection } = await serve({ minor, cacheVersion: 9 })
    const { uids, result } = await list(connection)
    expect(uids).toEqual(uidsOf(1200).sort())
    expect(result).toEqual({ resourceVersion: '9', rows: 1200, pass: 2 })
    expect(waysIn(server)).toEqual(['page of 500', 'version', 'stream'])
    const query = Object.fromEntries(new URL(server.asked.at(-1) ?? '', server.url).searchParams)
    expect(query).toEqual({
      includeObject: 'Metadata',
      labelSelector: 'a',
      watch: '1',
      sendInitialEvents: 'true',
      resourceVersion: '7',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
    })
    // Its watch has ended.
    await until(() => server.open() <= 1)
  })

  it.each([
    ['has it switched off', 422, 'Invalid'],
    ['lets this user list and not watch', 403, 'Forbidden'],
  ])('takes the cache where the server %s, and does not ask again', async (_, status, reason) => {
    const onStream = (response: ServerResponse) => {
      sendJson(response, statusOf(status, reason, 'no'), status)
      return true
    }
    const { server, connection } = await serve({ minor, onStream })
    for (const _again of [1, 2])
      expect((await list(connection)).result).toMatchObject({ rows: 1200, pass: 2 })
    expect(waysIn(server).filter((way) => way === 'stream')).toHaveLength(1)
  })

  it('lets a watch find out about what was deleted while it was reported', async () => {
    const onStream = (response: ServerResponse) => {
      begun(response)
      for (const row of rowsOf(uidsOf(600))) response.write(watchLine('ADDED', row))
      response.write(watchLine('MODIFIED', tableRow('uid-1', '9')))
      response.write(watchLine('DELETED', tableRow('uid-2', '10')))
      response.write(watchLine('BOOKMARK', tableRow('', '10')))
      response.write(endOfInitialEvents(11))
      response.write(watchLine('ADDED', tableRow('later', '12')))
      return true
    }
    const { connection } = await serve({ minor, onStream })
    const { result, uids } = await list(connection)
    expect(result.resourceVersion).toBe('7')
    expect(uids).toEqual([...uidsOf(600), 'uid-1'].sort())
  })

  it('never takes one without a mark at its end as complete, and uses the cache the next time', async () => {
    const onStream = (response: ServerResponse) => {
      begun(response)
      for (const row of rowsOf(uidsOf(600))) response.write(watchLine('ADDED', row))
      response.end()
      return true
    }
    const { server, connection } = await serve({ minor, onStream })
    expect(await failureFrom(list(connection))).toMatchObject({ code: 'connection-cut' })
    expect((await list(connection)).result).toMatchObject({ rows: 1200, pass: 2 })
    expect(waysIn(server).at(-1)).toBe('cache')
  })

  it('continues in pages if nothing is reported', async () => {
    const { connection } = await serve({ minor, onStream: begun })
    expect((await list(connection)).result).toMatchObject({ rows: 1200, pass: 1 })
  })

  it('goes another way if the version expired before anything was reported', async () => {
    const onStream = (response: ServerResponse) => {
      begun(response)
      const object = statusOf(410, 'Expired', 'too old')
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`)
      return true
    }
    const { connection } = await serve({ minor, onStream })
    expect((await list(connection)).result).toMatchObject({ rows: 1200, pass: 2 })
  })

  it('reads an empty one', async () => {
    const onStream = (response: ServerResponse) => {
      writeStream(response, [], 9)
      return true
    }
    const { connection } = await serve({ minor, onStream })
    expect((await list(connection)).result).toEqual({ resourceVersion: '9', rows: 0, pass: 2 })
  })
})
