import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { failureFrom, statusOf, table, tableRow } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import type { Answer, LoopbackServer } from '../testing/loopback-server.ts'
import { closeAfterEach, connect, serve as serveAnswers } from '../testing/open-for-test.ts'

closeAfterEach()

/** Answers lists with `answer` and everything else with 404, so that large lists are read in pages. */
async function serve(answer: Answer): Promise<{ server: LoopbackServer; connection: Connection }> {
  const server = await serveAnswers((request, response, url) => {
    if (url.pathname === '/version') sendJson(response, statusOf(404, 'NotFound', 'no'), 404)
    else answer(request, response, url)
  })
  const connection = connect(server.url)
  return { server, connection }
}

const rowsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => tableRow(`uid-${start + index}`))

const listsIn = ({ asked }: LoopbackServer) => asked.filter((path) => path !== '/version')

/** Lists with this many rows in pages, like a kube-apiserver. */
const paging =
  (total: number): Answer =>
  (_, response, { searchParams }) => {
    const start = Number(searchParams.get('continue') ?? '0')
    const count = Math.min(Number(searchParams.get('limit') ?? total), total - start)
    const isLast = start + count >= total
    sendJson(response, table(rowsFrom(start, count), isLast ? {} : { continue: String(start + count) }))
  }

describe('listing rows', () => {
  it('reads page after page and reports the rows', async () => {
    const { server, connection } = await serve(paging(60_000))
    const uids = new Set<string>()
    const onRows = (rows: KubeRow[]) => {
      for (const { uid } of rows) uids.add(uid)
    }
    const result = await connection.listRows({
      path: '/api/v1/secrets',
      labelSelector: 'run.ai/resource',
      onRows,
    })
    expect(result).toEqual({ resourceVersion: '100', rows: 60_000, pass: 1 })
    expect(uids.size).toBe(60_000)
    const queries = listsIn(server).map((path) => Object.fromEntries(new URL(path, server.url).searchParams))
    const common = { labelSelector: 'run.ai/resource', includeObject: 'Metadata' }
    expect(queries).toEqual([
      { ...common, limit: '500' },
      { ...common, limit: '5000', continue: '500' },
      { ...common, limit: '50000', continue: '5500' },
      { ...common, limit: '50000', continue: '55500' },
    ])
  })

  it('reads whole objects page after page, keeps what is made of them and counts what is left out', async () => {
    const whole = (index: number) => ({
      cells: [],
      object: { metadata: { name: `pod-${index}` }, spec: { nodeName: 'n'.repeat(3000) } },
    })
    const { server, connection } = await serve((_, response, { searchParams }) => {
      const start = Number(searchParams.get('continue') ?? '0')
      const rows = Array.from({ length: Math.min(500, 1100 - start) }, (__, index) => whole(start + index))
      const isLast = start + rows.length >= 1100
      sendJson(response, table(rows, isLast ? {} : { continue: String(start + rows.length) }))
    })
    const names: string[] = []
    const result = await connection.listObjects({
      path: '/api/v1/namespaces/team/pods',
      fieldSelector: 'status.phase=Running',
      read: ({ metadata }) => {
        const { name } = metadata as { name: string }
        return name.endsWith('7') ? null : name
      },
      onObjects: (objects) => names.push(...objects),
    })
    expect(result).toEqual({ resourceVersion: '100', rows: 990, pass: 1, leftOut: 110 })
    expect(new Set(names).size).toBe(990)
    const queries = listsIn(server).map((path) => Object.fromEntries(new URL(path, server.url).searchParams))
    const common = { includeObject: 'Object', fieldSelector: 'status.phase=Running', limit: '500' }
    expect(queries).toEqual([common, { ...common, continue: '500' }, { ...common, continue: '1000' }])
  })

  it('asks for Tables, and for no packing on this machine', async () => {
    let headers: Record<string, unknown> = {}
    const { connection } = await serve((request, response, url) => {
      headers = request.headers
      paging(1)(request, response, url)
    })
    await connection.listRows({ path: '/api/v1/secrets', onRows: () => {} })
    expect(headers['accept']).toBe('application/json;as=Table;v=v1;g=meta.k8s.io')
    expect(headers['accept-encoding']).toBeUndefined()
  })

  it('asks for the next page while the rows of the one before are still coming in', async () => {
    const whole = JSON.stringify(table(rowsFrom(0, 500), { continue: 'next' }))
    let finishFirst = () => {}
    const { server, connection } = await serve((_, response, { searchParams }) => {
      if (searchParams.has('continue')) {
        sendJson(response, table(rowsFrom(500, 1)))
        finishFirst()
        return
      }
      response.writeHead(200, { 'content-type': 'application/json' }).write(whole.slice(0, 3000))
      finishFirst = () => response.end(whole.slice(3000))
    })
    const { rows } = await connection.listRows({ path: '/api/v1/secrets', onRows: () => {} })
    expect(rows).toBe(501)
    expect(listsIn(server)).toHaveLength(2)
  })

  it('takes a last page without rows', async () => {
    const { connection } = await serve((_, response, { searchParams }) => {
      sendJson(response, searchParams.has('continue') ? table([]) : table(rowsFrom(0, 3), { continue: 'x' }))
    })
    expect(await connection.listRows({ path: '/api/v1/secrets', onRows: () => {} })).toMatchObject({
      rows: 3,
    })
  })

  it('decompresses a large list without losing a row', async () => {
    const body = gzipSync(JSON.stringify(table(rowsFrom(0, 20_000))))
    const { connection } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
    })
    const uids = new Set<string>()
    const onRows = (rows: KubeRow[]) => {
      for (const { uid } of rows) uids.add(uid)
    }
    expect(await connection.listRows({ path: '/api/v1/secrets', onRows })).toMatchObject({ rows: 20_000 })
    expect(uids.size).toBe(20_000)
  })

  it('reports nothing of a compressed list after a cancel, although much of it has arrived', async () => {
    const body = gzipSync(JSON.stringify(table(rowsFrom(0, 20_000))))
    const { connection } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
    })
    const abort = new AbortController()
    let calls = 0
    const onRows = () => {
      calls += 1
      abort.abort()
    }
    const listed = connection.listRows({ path: '/api/v1/secrets', signal: abort.signal, onRows })
    expect(await failureFrom(listed)).toMatchObject({ code: 'cancelled' })
    // A second list takes all the turns that the rest of the first one could take.
    await connection.listRows({ path: '/api/v1/secrets', onRows: () => {} })
    expect(calls).toBe(1)
  })

  it('reads from the cache in one piece on request', async () => {
    const { server, connection } = await serve(paging(10))
    await connection.listRows({ path: '/api/v1/secrets', fromCache: true, onRows: () => {} })
    expect(server.asked).toEqual(['/api/v1/secrets?includeObject=Metadata&resourceVersion=0'])
  })

  it('starts over when pages expire, and says which rows are of the last pass', async () => {
    let expiries = 0
    const { connection } = await serve((_, response, { searchParams }) => {
      if (!searchParams.has('continue')) sendJson(response, table(rowsFrom(0, 2), { continue: 'x' }))
      else if (expiries++ === 0) sendJson(response, statusOf(410, 'Expired', 'too old'), 410)
      else sendJson(response, table(rowsFrom(2, 1)))
    })
    const seen: [number, string][] = []
    const result = await connection.listRows({
      path: '/api/v1/secrets',
      onRows: (rows, pass) => seen.push(...rows.map(({ uid }): [number, string] => [pass, uid])),
    })
    expect(result).toMatchObject({ pass: 2, rows: 3 })
    expect(seen.filter(([pass]) => pass === 2)).toHaveLength(3)
  })

  it('does not start over forever', async () => {
    const { server, connection } = await serve((_, response, { searchParams }) => {
      if (searchParams.has('continue')) sendJson(response, statusOf(410, 'Expired', 'too old'), 410)
      else sendJson(response, table(rowsFrom(0, 2), { continue: 'x' }))
    })
    const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
    expect(failure).toMatchObject({ code: 'version-expired' })
    expect(listsIn(server)).toHaveLength(6)
  })

  it('does not follow a server that gives the same page forever', async () => {
    const { connection } = await serve((_, response) =>
      sendJson(response, table(rowsFrom(0, 2), { continue: 'x' })),
    )
    const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })

  it('never takes a list that was cut as complete, wherever it is cut', async () => {
    const whole = JSON.stringify(table(rowsFrom(0, 4)))
    for (let length = 0; length < whole.length; length += 97) {
      const { connection, server } = await serve((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write(whole.slice(0, length), () => response.destroy())
      })
      const cut = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
      expect(cut, `cut after ${length} bytes`).toMatchObject({ code: 'connection-cut', server: server.url })
    }
  })

  it.each([false, true])(
    'reports the complete rows of a list that is cut; compressed: %s',
    async (isPacked) => {
      const whole = JSON.stringify(table(rowsFrom(0, 40)))
      const body = isPacked ? gzipSync(whole, { level: 0 }) : Buffer.from(whole)
      const { connection } = await serve((_, response) => {
        const packed = isPacked ? { 'content-encoding': 'gzip' } : {}
        response.writeHead(200, { 'content-type': 'application/json', ...packed })
        // In the middle of a row, far from the position where the cutter looks for rows.
        response.write(body.subarray(0, body.indexOf('"uid-21"')), () => response.destroy())
      })
      const uids: string[] = []
      const onRows = (rows: KubeRow[]) => uids.push(...rows.map(({ uid }) => uid))
      const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows }))
      expect(failure).toMatchObject({ code: 'connection-cut' })
      expect(uids).toEqual(Array.from({ length: 21 }, (_, index) => `uid-${index}`))
    },
  )

  it('never takes a list that ends early as complete, even if HTTP says so', async () => {
    const whole = JSON.stringify(table(rowsFrom(0, 4)))
    const { connection } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(whole.slice(0, -30))
    })
    const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })

  it('ends all its requests when one of them fails or its caller leaves', async () => {
    const first = JSON.stringify(table(rowsFrom(0, 500), { continue: 'next' }))
    const { server, connection } = await serve((_, response, { pathname, searchParams }) => {
      if (searchParams.has('continue')) {
        // The list that its caller abandons waits for its second page.
        if (pathname === '/api/v1/secrets') sendJson(response, statusOf(500, 'InternalError', 'no'), 500)
      } else response.writeHead(200, { 'content-type': 'application/json' }).write(first.slice(0, 3000))
    })
    const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
    expect(failure).toMatchObject({ code: 'server-error' })
    const abort = new AbortController()
    const left = failureFrom(
      connection.listRows({ path: '/api/v1/pods', signal: abort.signal, onRows: () => {} }),
    )
    await until(() => server.asked.some((path) => path.startsWith('/api/v1/pods')))
    abort.abort()
    expect(await left).toMatchObject({ code: 'cancelled' })
    await until(() => server.open() <= 1)
  })

  it('refuses rows without metadata', async () => {
    const { connection } = await serve((_, response) => sendJson(response, table([{ cells: ['a'] }])))
    const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows: () => {} }))
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })

  it('passes the error of a callback on unchanged', async () => {
    const { connection } = await serve(paging(3))
    const onRows = () => {
      throw new TypeError('a bug')
    }
    expect(await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows }))).toBeInstanceOf(
      TypeError,
    )
  })
})
