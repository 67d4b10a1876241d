import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import type { KubeLogEntry } from '../core/kube-log.ts'
import { failureFrom, fastClock, statusOf } from '../testing/kube-samples.ts'
import { sendJson, startServer, until } from '../testing/loopback-server.ts'
import type { Answer, LoopbackServer } from '../testing/loopback-server.ts'
import { closeAfterEach, closing, connect } from '../testing/open-for-test.ts'

closeAfterEach()

interface Seen {
  method: string
  url: string
  type: string
  length: string
  accept: string
  body: string
}

/** A server that records complete requests and responds with `answer`. */
async function serve(answer: Answer): Promise<LoopbackServer & { seen: Seen[] }> {
  const seen: Seen[] = []
  const server = await startServer((request, response, url) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name] ?? '')
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        type: header('content-type'),
        length: header('content-length'),
        accept: header('accept'),
        body: Buffer.concat(pieces).toString('utf8'),
      })
      answer(request, response, url)
    })
  })
  closing.push(server)
  return { ...server, seen }
}

const path = '/api/v1/namespaces/team/secrets'
const metadata = { uid: 'u1', name: 'a', namespace: 'team', resourceVersion: '7' }
const object = { kind: 'Secret', metadata, data: { Password: 'VkFMVUU=' } }
const create = (connection: Connection, more: object = {}) =>
  connection.write({ verb: 'create', path, body: { data: 'VALUE' }, values: ['VALUE'], ...more })

describe('a write', () => {
  it.each([
    ['create', 'POST', 'application/json'],
    ['patch', 'PATCH', 'application/merge-patch+json'],
    ['delete', 'DELETE', 'application/json'],
  ] as const)(
    '%s is a %s with its type and length, and asks only for metadata',
    async (verb, method, type) => {
      const server = await serve((_, response) => sendJson(response, object))
      const body = { metadata: { labels: { ä: '👩' } } }
      await connect(server.url).write({ verb, path, query: { dryRun: 'All' }, body })
      const text = JSON.stringify(body)
      expect(server.seen).toEqual([
        {
          method,
          url: `${path}?dryRun=All`,
          type,
          length: String(Buffer.byteLength(text)),
          accept: expect.stringMatching(
            /^application\/json;as=PartialObjectMetadata;g=meta\.k8s\.io;v=v1,/,
          ) as string,
          body: text,
        },
      ])
    },
  )

  it('of several MiB arrives completely', async () => {
    const server = await serve((_, response) => sendJson(response, object, 201))
    const body = { data: { large: 'ä'.repeat(2_000_000) } }
    await connect(server.url).write({ verb: 'create', path, body })
    expect(server.seen[0]?.body).toBe(JSON.stringify(body))
  })

  it('drops the values if a server answers with the whole object anyway', async () => {
    const server = await serve((_, response) => sendJson(response, object, 201))
    const made = await create(connect(server.url))
    expect(made).toMatchObject(metadata)
    expect(JSON.stringify(made)).not.toContain('VkFMVUU')
  })

  it('leaves operation, time and code in the log, and nothing else', async () => {
    const entries: KubeLogEntry[] = []
    const server = await serve((_, response) => sendJson(response, statusOf(409, 'Conflict', 'VALUE'), 409))
    await failureFrom(create(connect(server.url, { log: (entry) => entries.push(entry) })))
    expect(entries).toEqual([{ event: 'kube:write', ms: expect.any(Number) as number, code: 'conflict' }])
  })
})

describe('a write that was certainly not sent keeps its own failure', () => {
  it('nothing listens, no name, no TLS', async () => {
    const gone = await startServer(() => {})
    await gone.close()
    expect(await failureFrom(create(connect(gone.url)))).toMatchObject({ code: 'connection-refused' })
    const nowhere = connect('https://no-such-host.invalid:6443')
    expect(await failureFrom(create(nowhere))).toMatchObject({ code: 'name-not-resolved' })
    const plain = await serve((_, response) => sendJson(response, object))
    const secure = connect(plain.url.replace('http:', 'https:'))
    expect(await failureFrom(create(secure))).toMatchObject({ code: 'tls-failed' })
    expect(plain.seen).toEqual([])
  })

  it('the proxy refuses the connection', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push({ close: () => new Promise((resolve) => void server.close(() => resolve())) })
    const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const connection = connect('https://cluster.invalid:6443', { context: { proxy } })
    expect(await failureFrom(create(connection))).toMatchObject({ code: 'proxy-failed', reason: 'HTTP 403' })
  })

  it('its user has left', async () => {
    const server = await serve((_, response) => sendJson(response, object))
    const failure = await failureFrom(create(connect(server.url), { signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ code: 'cancelled' })
    expect(server.seen).toEqual([])
  })

  it('the sign-in fails', async () => {
    const server = await serve((_, response) => sendJson(response, object))
    const signIn = { kind: 'token-file', file: '/nowhere/token', token: '' } as const
    expect(await failureFrom(create(connect(server.url, { context: { signIn } })))).toMatchObject({
      code: 'token-file-unreadable',
    })
    expect(server.seen).toEqual([])
  })
})

describe('a write that was sent', () => {
  it.each<[what: string, answer: Answer, cause: string]>([
    ['cut without an answer', ({ socket }) => socket.destroy(), 'connection-cut'],
    [
      'cut within the answer',
      ({ socket }, response) => {
        response
          .writeHead(201, { 'content-type': 'application/json', 'content-length': '99' })
          .write('{"me', () => socket.destroy())
      },
      'connection-cut',
    ],
    ['never answered', () => {}, 'no-answer'],
    ['answered without metadata', (_, response) => sendJson(response, { ok: true }, 201), 'answer-garbled'],
    [
      'answered by a fault',
      (_, response) => sendJson(response, statusOf(500, 'x', 'y'), 500),
      'server-error',
    ],
    ['answered too late for a gateway', (_, response) => response.writeHead(504).end(), 'server-error'],
  ])('%s has an unknown outcome, and is not sent again', async (_, answer, cause) => {
    const server = await serve(answer)
    const failure = await failureFrom(create(connect(server.url), { timeoutMs: 500 }))
    expect(failure).toMatchObject({ code: 'outcome-unknown', server: server.url, cause })
    expect(server.seen).toHaveLength(1)
  })

  it('and redirected is not sent to the other host, nor again', async () => {
    const server = await serve((_, response) =>
      response.writeHead(307, { location: 'https://user:pass@other.example:8443/api?token=t' }).end(),
    )
    const failure = await failureFrom(create(connect(server.url)))
    expect(failure).toEqual({
      code: 'redirected',
      server: server.url,
      status: 307,
      target: 'other.example:8443',
    })
    expect(server.seen).toHaveLength(1)
  })

  it('on a kept-alive connection that was just closed is not sent again, unlike a question', async () => {
    let count = 0
    const server = await serve(({ socket }, response) => {
      count += 1
      if (count % 2 === 0) socket.destroy()
      else sendJson(response, object)
    })
    const connection = connect(server.url)
    await connection.getJson('/version')
    expect(await failureFrom(create(connection))).toMatchObject({ code: 'outcome-unknown' })
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'POST'])
    await connection.getJson('/version')
    expect(await connection.mayDo({ verb: 'create', resource: 'secrets', namespace: 'team' })).toMatchObject({
      allowed: false,
    })
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'POST'])
  })

  it('and left by its user has an unknown outcome', async () => {
    const server = await serve(() => {})
    const abort = new AbortController()
    const failure = failureFrom(create(connect(server.url), { signal: abort.signal }))
    await until(() => server.seen.length === 1)
    abort.abort()
    expect(await failure).toMatchObject({ code: 'outcome-unknown', cause: 'cancelled' })
  })

  it('and keeps what the cluster said of its fault', async () => {
    const server = await serve((_, response) =>
      sendJson(response, statusOf(503, 'ServiceUnavailable', 'the VALUE store is away'), 503),
    )
    expect(await failureFrom(create(connect(server.url)))).toMatchObject({
      code: 'outcome-unknown',
      said: 'the •••••••• store is away',
    })
  })

  it('may take longer until the head of the answer than a question may', async () => {
    const server = await serve((_, response) => void setTimeout(() => sendJson(response, object), 300))
    expect(await create(connect(server.url, { timeouts: { head: 50 } }))).toMatchObject(metadata)
  })

  it('is sent again after a wait that the server asked for', async () => {
    const server = await serve((_, response) => {
      if (server.seen.length > 1) sendJson(response, object)
      else response.writeHead(429, { 'retry-after': '2' }).end()
    })
    const connection = connect(server.url, { clock: fastClock(1000) })
    expect(await create(connection, { timeoutMs: 20_000 })).toMatchObject(metadata)
    expect(server.seen).toHaveLength(2)
  })
})
