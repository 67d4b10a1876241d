import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { KubeLogEntry } from './core/kube-log.ts'
import { failureFrom, sampleConnection, statusOf, table, tableRow } from './testing/kube-samples.ts'
import { sendJson, until } from './testing/loopback-server.ts'
import { closeAfterEach, connect, serve } from './testing/open-for-test.ts'

closeAfterEach()

describe('requests', () => {
  it('go over one kept-alive connection, under the path of the server, with our own user agent', async () => {
    const agents = new Set<string | undefined>()
    const server = await serve((request, response) => {
      agents.add(request.headers['user-agent'])
      sendJson(response, { ok: true })
    })
    const connection = connect(`${server.url}/k8s/c-1`)
    for (let count = 0; count < 20; count += 1) {
      expect(await connection.getJson('/version', { query: { a: 'b=c&d' } })).toEqual({ ok: true })
    }
    expect(server.connections()).toBe(1)
    expect(new Set(server.asked)).toEqual(new Set(['/k8s/c-1/version?a=b%3Dc%26d']))
    expect([...agents]).toEqual(['credenza/1.2.3'])
  })

  it('are at most sixteen at a time', async () => {
    let open = 0
    let most = 0
    const waiting: (() => void)[] = []
    const server = await serve((_, response) => {
      open += 1
      most = Math.max(most, open)
      waiting.push(() => {
        open -= 1
        sendJson(response, {})
      })
      // Responds to the first sixteen once all of them have arrived.
      if (most === 16) for (const answer of waiting.splice(0)) answer()
    })
    const connection = connect(server.url)
    await Promise.all(Array.from({ length: 100 }, () => connection.getJson('/version')))
    expect(most).toBe(16)
  })

  it('are cancelled on the wire when their caller leaves', async () => {
    let isClosed = false
    const server = await serve((request, response) => {
      request.socket.on('close', () => (isClosed = true))
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":')
    })
    const connection = connect(server.url)
    const abort = new AbortController()
    const answer = failureFrom(connection.getJson('/version', { signal: abort.signal }))
    await until(() => server.asked.length === 1)
    abort.abort()
    expect(await answer).toMatchObject({ code: 'cancelled' })
    await until(() => isClosed)
  })

  it('are not sent if their caller has already left', async () => {
    const server = await serve((_, response) => sendJson(response, {}))
    const answer = failureFrom(connect(server.url).getJson('/version', { signal: AbortSignal.abort() }))
    expect(await answer).toMatchObject({ code: 'cancelled' })
    expect(server.asked).toEqual([])
  })

  it('all end when the connection is closed', async () => {
    const server = await serve(() => {})
    const connection = sampleConnection(server.url, { timeouts: { head: 60_000 } })
    const answers = [1, 2, 3].map(() => failureFrom(connection.getJson('/version')))
    await until(() => server.open() === 3)
    await connection.close()
    for (const answer of answers) expect(await answer).toMatchObject({ code: 'cancelled' })
    await until(() => server.open() === 0)
    expect(await failureFrom(connection.getJson('/version'))).toMatchObject({ code: 'cancelled' })
  })

  it('are sent once more if a kept-alive connection was closed in the meantime', async () => {
    let count = 0
    const server = await serve((request, response) => {
      count += 1
      if (count === 2) request.socket.destroy()
      else sendJson(response, { count })
    })
    const connection = connect(server.url)
    await connection.getJson('/version')
    expect(await connection.getJson('/version')).toEqual({ count: 3 })
  })

  it('decompress what a server compressed unasked', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify({ large: 'x'.repeat(300_000) })))
    })
    expect(await connect(server.url).getJson('/version')).toEqual({ large: 'x'.repeat(300_000) })
  })

  it.each(['GZIP', 'x-gzip'])('read compressed responses that a proxy calls %s', async (encoding) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding })
      response.end(gzipSync('{"major":"1"}'))
    })
    expect(await connect(server.url).getJson('/version')).toEqual({ major: '1' })
  })

  // https://github.com/axios/axios/issues/5246 and https://github.com/denoland/deno/issues/29281
  it.each([
    [401, 'unauthorized'],
    [503, 'server-error'],
  ])('are refused by a %i whose empty body is called compressed', async (status, code) => {
    const server = await serve((_, response) =>
      response.writeHead(status, { 'content-encoding': 'gzip' }).end(),
    )
    expect(await failureFrom(connect(server.url).getJson('/version'))).toMatchObject({ code })
  })

  it('write operation, time and code to the log, and nothing else', async () => {
    const entries: KubeLogEntry[] = []
    const server = await serve((_, response) => sendJson(response, statusOf(403, 'Forbidden', 'SECRET'), 403))
    await failureFrom(connect(server.url, { log: (entry) => entries.push(entry) }).getJson('/api/v1/secrets'))
    expect(entries).toEqual([{ event: 'kube:get', ms: expect.any(Number) as number, code: 'forbidden' }])
  })

  it('write to the log where our own code failed, without the message', async () => {
    const entries: KubeLogEntry[] = []
    const server = await serve((_, response) => sendJson(response, table([tableRow('a')])))
    const onRows = () => {
      throw new RangeError('FAKE-value')
    }
    const log = (entry: KubeLogEntry) => void entries.push(entry)
    await failureFrom(connect(server.url, { log }).listRows({ path: '/api/v1/secrets', onRows }))
    expect(entries).toMatchObject([{ event: 'kube:list', code: 'internal' }])
    expect(entries[0]?.at).toMatch(/^RangeError < at .*connection\.test\.ts/)
    expect(entries[0]?.at).not.toContain('FAKE')
  })
})
