import type { ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readBounds, usualBounds } from './bounds.ts'
import type { Bounds } from './bounds.ts'
import type { InformerHealth } from '../lists/informer.ts'
import { failureFrom, table, tableRow, watchLine } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import type { Answer } from '../testing/loopback-server.ts'
import { closeAfterEach, connect, serve } from '../testing/open-for-test.ts'

closeAfterEach()

async function limited(answer: Answer, bounds: Partial<Bounds> = {}) {
  const server = await serve(answer)
  const connection = connect(server.url, { bounds: { ...usualBounds, ...bounds } })
  return { server, connection }
}

/** Lists from a hostile server; returns the failure, the number of rows received, and how much memory grew. */
async function list(answer: Answer, bounds: Partial<Bounds> = {}) {
  const { server, connection } = await limited(answer, bounds)
  const before = memory()
  let most = before
  const look = setInterval(() => (most = Math.max(most, memory())), 20)
  let rows = 0
  const onRows = (some: unknown[]) => (rows += some.length)
  const failure = await failureFrom(connection.listRows({ path: '/api/v1/secrets', onRows }))
  clearInterval(look)
  // The connection is closed too.
  await until(() => server.open() === 0)
  return { server, failure, rows, megabytes: Math.round((Math.max(most, memory()) - before) / 1024 / 1024) }
}

const memory = () => process.memoryUsage().rss

/** Writes the same text repeatedly for as long as the client reads it. */
function writeForEver(response: NodeJS.WritableStream, text: string | (() => string)): void {
  const more = () => {
    while (response.writable && response.write(typeof text === 'string' ? text : text()));
  }
  response.on('drain', more)
  response.on('error', () => {})
  more()
}

const begin = (response: ServerResponse, headers = {}) =>
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
const beforeRows = JSON.stringify(table([])).slice(0, -2)
let made = 0
const newRow = () => `${JSON.stringify(tableRow(`uid-${made++}`))},`

describe('a hostile server', () => {
  it('that sends rows without end is not read to the end: more than so many rows', async () => {
    const { failure, rows, megabytes, server } = await list(
      (_, response) => {
        begin(response).write(beforeRows)
        writeForEver(response, newRow)
      },
      { rows: 20_000 },
    )
    expect(failure).toEqual({ code: 'answer-too-large', server: server.url, what: 'rows', limit: 20_000 })
    expect(rows).toBe(20_000)
    expect(megabytes).toBeLessThan(300)
  })

  it('that has a next page forever, each with rows, is not read to the end', async () => {
    let page = 0
    const { failure, rows } = await list(
      (_, response) => sendJson(response, table([tableRow(`uid-${page++}`)], { continue: String(page) })),
      { rows: 100 },
    )
    expect(failure).toMatchObject({ code: 'answer-too-large', what: 'rows', limit: 100 })
    expect(rows).toBe(100)
  })

  it('that has an empty next page forever is not read to the end', async () => {
    let page = 0
    const { failure, server } = await list((_, response) =>
      sendJson(response, table([], { continue: String((page += 1)) })),
    )
    expect(failure).toMatchObject({ code: 'answer-too-large', what: 'pages' })
    expect(server.asked.filter((path) => path.includes('limit=')).length).toBeLessThanOrEqual(5_000)
  })

  it('whose answer unpacks to gigabytes is not read to the end, and memory stays', async () => {
    const text = `${JSON.stringify(tableRow('same', '1', { annotations: { foreign: 'x'.repeat(1_000_000) } }))},`
    const { failure, megabytes } = await list(
      (_, response) => {
        const gzip = createGzip({ level: 1 })
        gzip.pipe(begin(response, { 'content-encoding': 'gzip' }))
        gzip.write(beforeRows)
        writeForEver(gzip, text)
        response.on('close', () => gzip.destroy())
      },
      { listMegabytes: 200 },
    )
    expect(failure).toMatchObject({ code: 'answer-too-large', what: 'megabytes', limit: 200 })
    expect(megabytes).toBeLessThan(400)
  })

  it.each([
    ['plain', (response: ServerResponse) => begin(response)],
    [
      'packed',
      (response: ServerResponse) => {
        const gzip = createGzip({ level: 1 })
        gzip.pipe(begin(response, { 'content-encoding': 'gzip' }))
        response.on('close', () => gzip.destroy())
        return gzip
      },
    ],
  ])('that sends one annotation of 100 MB, %s, is not read to the end, and memory stays', async (_, open) => {
    const { failure, rows, megabytes } = await list((__, response) => {
      const wire = open(response)
      wire.write(`${beforeRows}${newRow()}`)
      wire.write(JSON.stringify(tableRow('large', '1', { annotations: { a: '' } })).slice(0, -5))
      writeForEver(wire, 'x'.repeat(100_000))
    })
    expect(failure).toMatchObject({ code: 'answer-too-large', what: 'row', limit: 8 })
    expect(rows).toBe(1)
    expect(megabytes).toBeLessThan(300)
  })

  it('that sends a head, or an indented table, without end is not read to the end', async () => {
    const { failure, megabytes } = await list((_, response) => {
      begin(response).write('{"kind":"Table","metadata":{"continue":"')
      writeForEver(response, 'x'.repeat(100_000))
    })
    expect(failure).toMatchObject({ code: 'answer-too-large', what: 'row', limit: 64 })
    expect(megabytes).toBeLessThan(500)
  })

  it('that sends headers without end is reported as one that can’t be read', async () => {
    const { failure } = await list((_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n')
      if (response.socket) writeForEver(response.socket, `x: ${'y'.repeat(1000)}\r\n`)
    })
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })

  it('that names a page by a token of a megabyte is reported as one that can’t be read', async () => {
    const { failure } = await list((_, response) =>
      sendJson(response, table([], { continue: 'x'.repeat(1_000_000) })),
    )
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })
})

describe('the list of a hostile server', () => {
  async function follow(watch: (response: ServerResponse) => void, bounds: Partial<Bounds> = {}) {
    const { server, connection } = await limited((_, response, url) => {
      if (url.searchParams.has('watch')) watch(begin(response))
      else sendJson(response, table([tableRow('first')]))
    }, bounds)
    const healths: InformerHealth[] = []
    let rows = 0
    connection.startInformer({
      path: '/api/v1/secrets',
      onRows: (some) => (rows += some.length),
      onRemoved: () => {},
      onListed: () => {},
      onHealth: (health) => healths.push(health),
      signal: new AbortController().signal,
    })
    await until(() => healths.at(-1)?.state === 'failed')
    const asked = server.asked.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    // The failure is final: a retry would only read the same again.
    expect(server.asked).toHaveLength(asked)
    return { health: healths.at(-1), rows: () => rows }
  }

  it('whose watch reports new rows without end stops there, and says so', async () => {
    const { health } = await follow(
      (response) => writeForEver(response, () => watchLine('ADDED', tableRow(`uid-${made++}`))),
      { rows: 5_000 },
    )
    expect(health).toMatchObject({
      failure: { code: 'answer-too-large', what: 'rows', limit: 5_000 },
      asOf: expect.stringMatching(/^\d{4}-/) as string,
    })
  })

  it('whose watch sends a line without end stops there, and says so', async () => {
    const { health } = await follow((response) => {
      response.write('{"type":"ADDED","object":{"a":"')
      writeForEver(response, 'x'.repeat(100_000))
    })
    expect(health).toMatchObject({ failure: { code: 'answer-too-large', what: 'row', limit: 8 } })
  })
})

describe('rows that Kubernetes does not allow', () => {
  const hostile: [string, Record<string, unknown>][] = [
    ['a command in the namespace', { namespace: 'runai; touch x #' }],
    ['an option for a name', { name: '--server=https://elsewhere' }],
    ['a path for a name', { name: '../../nodes' }],
    ['no name', { name: '' }],
    ['a name that is no text', { name: 7 }],
    ['a name with an escape', { name: 'a\u001b]52;c;AAAA\u0007' }],
    ['a name of 254 characters', { name: 'x'.repeat(254) }],
    ['a namespace of 64 characters', { namespace: 'x'.repeat(64) }],
    ['a namespace with a dot', { namespace: 'a.b' }],
    ['a name in capitals', { name: 'Harbor' }],
  ]

  it.each(hostile)('are left out of a list, and counted: %s', async (_, metadata) => {
    const { connection } = await limited((__, response) =>
      sendJson(response, table([tableRow('a'), tableRow('bad', '2', metadata), tableRow('b')])),
    )
    const uids: string[] = []
    const result = await connection.listRows({
      path: '/api/v1/secrets',
      onRows: (rows) => uids.push(...rows.map(({ uid }) => uid)),
    })
    expect(uids).toEqual(['a', 'b'])
    expect(result).toMatchObject({ rows: 2, leftOut: 1 })
  })

  it('are left out of a watch, and the list says how many it left out', async () => {
    const bad = tableRow('bad', '2', { namespace: 'runai; touch x #' })
    const { connection } = await limited((_, response, url) => {
      if (!url.searchParams.has('watch')) sendJson(response, table([tableRow('a'), bad, bad]))
      else begin(response).write(watchLine('ADDED', bad) + watchLine('ADDED', tableRow('b', '101')))
    })
    const uids: string[] = []
    const healths: InformerHealth[] = []
    connection.startInformer({
      path: '/api/v1/secrets',
      onRows: (rows) => uids.push(...rows.map(({ uid }) => uid)),
      onRemoved: () => {},
      onListed: () => {},
      onHealth: (health) => healths.push(health),
      signal: new AbortController().signal,
    })
    await until(() => uids.includes('b'))
    expect(uids).toEqual(['a', 'b'])
    expect(healths.at(-1)).toMatchObject({ state: 'live', leftOut: 2 })
  })
})

describe('numbers and times of a row', () => {
  it.each([
    '99999-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '2026-13-01T00:00:00Z',
    'yesterday',
    '9999-99-99T99:99:99Z',
    8.64e15,
    null,
  ])('are reported as missing if they are invalid: created %j', async (creationTimestamp) => {
    const { connection } = await limited((_, response) =>
      sendJson(response, table([tableRow('a', '9'.repeat(1000), { creationTimestamp })])),
    )
    const times: string[] = []
    await connection.listRows({
      path: '/api/v1/secrets',
      onRows: (rows) =>
        times.push(...rows.map(({ createdAt, resourceVersion }) => createdAt + resourceVersion)),
    })
    expect(times).toEqual([''])
  })
})

describe('the bounds', () => {
  it('come from the environment if it sets them', () => {
    expect(readBounds({})).toEqual(usualBounds)
    expect(
      readBounds({
        CREDENZA_MOST_ROWS: '1000000',
        CREDENZA_MOST_LIST_MB: ' 2048 ',
        CREDENZA_MOST_NAMESPACES: '7',
      }),
    ).toEqual({ rows: 1_000_000, listMegabytes: 2048, namespaces: 7 })
  })

  it.each(['', '0', '-1', '1e9', '1.5', 'many', '99999999999'])('stay as they are for %j', (text) => {
    expect(readBounds({ CREDENZA_MOST_ROWS: text })).toEqual(usualBounds)
  })
})
