import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import {
  failureFrom,
  fastClock,
  type sampleConnection,
  statusOf,
  table,
  tableRow,
  watchLine,
} from '../testing/kube-samples.ts'
import { until } from '../testing/loopback-server.ts'
import type { LoopbackServer } from '../testing/loopback-server.ts'
import type { RowEvent } from './watch-rows.ts'
import { SilentWatchError } from './watch-rows.ts'
import { closeAfterEach, connect, serve } from '../testing/open-for-test.ts'

closeAfterEach()

async function watch(
  talk: (response: ServerResponse) => void,
  options: Parameters<typeof sampleConnection>[1] = {},
) {
  const server: LoopbackServer = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    talk(response)
  })
  const connection: Connection = connect(server.url, options)
  const events: RowEvent[] = []
  const abort = new AbortController()
  const ended = failureFrom(
    connection.watchRows({
      path: '/api/v1/secrets',
      labelSelector: 'run.ai/resource',
      resourceVersion: '7',
      signal: abort.signal,
      onEvents: (some) => events.push(...some),
    }),
  )
  return { server, events, ended, abort }
}

describe('watching rows', () => {
  it('asks for bookmarks, a version and an end after some minutes', async () => {
    const { server, ended } = await watch((response) => response.end())
    expect(await ended).toBe('did not fail')
    const query = Object.fromEntries(new URL(server.asked[0]!, server.url).searchParams)
    expect(query).toEqual({
      labelSelector: 'run.ai/resource',
      includeObject: 'Metadata',
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: '7',
      timeoutSeconds: expect.stringMatching(/^\d{3}$/) as string,
    })
    expect(Number(query['timeoutSeconds'])).toBeGreaterThanOrEqual(240)
    expect(Number(query['timeoutSeconds'])).toBeLessThanOrEqual(480)
  })

  it('reports changes as they come, also one of more than a megabyte in many pieces', async () => {
    const large = { annotations: { foreign: 'x'.repeat(1_200_000), kept: 'yes' } }
    const { events, ended } = await watch((response) => {
      response.write(watchLine('ADDED', tableRow('a', '8')))
      response.write(
        watchLine('MODIFIED', tableRow('b', '9', large)) + watchLine('DELETED', tableRow('a', '10')),
      )
      response.end()
    })
    expect(await ended).toBe('did not fail')
    expect(events).toMatchObject([
      { type: 'added', row: { uid: 'a', resourceVersion: '8' } },
      { type: 'modified', row: { uid: 'b', annotations: { kept: 'yes' } } },
      { type: 'deleted', row: { uid: 'a', resourceVersion: '10' } },
    ])
  })

  it('takes the version of a bookmark from its Table or from the row that it carries', async () => {
    const { events, ended } = await watch((response) => {
      response.write(watchLine('BOOKMARK', tableRow('', '20', { uid: '' })))
      response.end(`${JSON.stringify({ type: 'BOOKMARK', object: table([], { resourceVersion: '21' }) })}\n`)
    })
    await ended
    expect(events).toEqual([
      { type: 'bookmark', resourceVersion: '20' },
      { type: 'bookmark', resourceVersion: '21' },
    ])
  })

  it.each([
    [410, 'Expired', 'version-expired'],
    [500, 'InternalError', 'server-error'],
    [403, 'Forbidden', 'forbidden'],
  ])('turns an ERROR event of %d into our code', async (code, reason, expected) => {
    const { ended } = await watch((response) => {
      response.write(`${JSON.stringify({ type: 'ERROR', object: statusOf(code, reason, 'words') })}\n`)
    })
    expect(await ended).toMatchObject({ code: expected, said: 'words' })
  })

  it.each(['SECRET\n', '{"type":"ADDED","object":{"rows":[]}}\n', '[]\n', '{"type":"ERROR","object":{}}\n'])(
    'refuses what isn’t an event: %j',
    async (line) => {
      const { ended } = await watch((response) => response.write(line))
      expect(await ended).toMatchObject({ code: 'answer-garbled' })
    },
  )

  it('ignores kinds of events that it does not know', async () => {
    const { ended, events } = await watch((response) => response.end(watchLine('NEWS', tableRow('a'))))
    expect(await ended).toBe('did not fail')
    expect(events).toEqual([])
  })

  it('says that it was cut, within an event or between two', async () => {
    const line = watchLine('ADDED', tableRow('a'))
    for (const sent of [line, line + line.slice(0, 50)]) {
      const { ended, events } = await watch((response) => response.write(sent, () => response.destroy()))
      expect(await ended).toMatchObject({ code: 'connection-cut' })
      expect(events).toHaveLength(1)
    }
  })

  it('gives up a server that is silent for too long, on the wire too', async () => {
    const { ended, server } = await watch((response) => response.write(watchLine('ADDED', tableRow('a'))), {
      clock: fastClock(1000),
    })
    expect(await ended).toBeInstanceOf(SilentWatchError)
    await until(() => server.open() === 0)
  })

  it('ends on the wire when its caller leaves', async () => {
    const { ended, server, abort, events } = await watch((response) =>
      response.write(watchLine('ADDED', tableRow('a'))),
    )
    await until(() => events.length === 1)
    abort.abort()
    expect(await ended).toMatchObject({ code: 'cancelled' })
    await until(() => server.open() === 0)
  })
})
