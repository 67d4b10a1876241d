import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { failureFrom } from '../testing/kube-samples.ts'
import { sendJson, startServer } from '../testing/loopback-server.ts'
import { closeAfterEach, closing, connect, serve } from '../testing/open-for-test.ts'

closeAfterEach()

/** A raw TCP server, which doesn't speak HTTP by itself. */
async function serveRaw(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** For servers that don't respond. */
const short = { timeouts: { head: 300, idle: 300 } }

describe('a network that fails', () => {
  it('nothing listens', async () => {
    const server = await startServer(() => {})
    await server.close()
    expect(await failureFrom(connect(server.url).getJson('/version'))).toEqual({
      code: 'connection-refused',
      server: server.url,
    })
  })

  it('a name that no one knows', async () => {
    const failure = await failureFrom(connect('https://no-such-host.invalid:6443').getJson('/version'))
    expect(failure).toEqual({ code: 'name-not-resolved', host: 'no-such-host.invalid' })
  })

  it('a server that accepts and never answers', async () => {
    const server = await serveRaw(() => {})
    expect(await failureFrom(connect(server, short).getJson('/version'))).toEqual({
      code: 'no-answer',
      server,
      seconds: 1,
    })
  })

  it('a server that sends its head one byte at a time', async () => {
    const server = await serveRaw((socket) => {
      const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'.repeat(100)
      let place = 0
      const timer = setInterval(() => socket.write(head[place++] ?? ''), 20)
      socket.on('close', () => clearInterval(timer))
    })
    expect(await failureFrom(connect(server, short).getJson('/version'))).toMatchObject({ code: 'no-answer' })
  })

  it('a server that stops in the middle of its answer, and one that never comes to its end', async () => {
    const stopping = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":'),
    )
    expect(await failureFrom(connect(stopping.url, short).getJson('/version'))).toMatchObject({
      code: 'no-answer',
    })
    const dripping = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    })
    const answer = connect(dripping.url).getJson('/version', { timeoutMs: 300 })
    expect(await failureFrom(answer)).toMatchObject({ code: 'no-answer' })
  })

  it.each([
    ['at once', ''],
    ['within the status line', 'HTTP/1.1 20'],
    ['within the headers', 'HTTP/1.1 200 OK\r\ncontent-type: appl'],
    ['before the body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n'],
    [
      'within the body',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a":1',
    ],
    [
      'within a chunk',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n20\r\n{"a":1',
    ],
    [
      'between chunks',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n',
    ],
  ])('an answer that is cut %s', async (_, sent) => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => socket.end(sent))
    })
    expect(await failureFrom(connect(server).getJson('/version'))).toEqual({ code: 'connection-cut', server })
  })

  it('an answer that is reset', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => socket.resetAndDestroy())
    })
    expect(await failureFrom(connect(server).getJson('/version'))).toEqual({ code: 'connection-cut', server })
  })

  it('a server that speaks no HTTP', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => socket.end('SSH-2.0-SECRET\r\n'))
    })
    const failure = await failureFrom(connect(server).getJson('/version'))
    expect(failure).toMatchObject({ code: 'answer-garbled', server })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })

  it('a server without TLS where TLS is asked for', async () => {
    const server = await serve((_, response) => sendJson(response, {}))
    const address = server.url.replace('http:', 'https:')
    expect(await failureFrom(connect(address).getJson('/version'))).toMatchObject({
      code: 'tls-failed',
      server: address,
    })
  })

  it('an authority file that is missing or no certificate', async () => {
    const authority = (file: string) =>
      failureFrom(
        connect('https://127.0.0.1:1', {
          context: { authority: { kind: 'file', field: 'certificate-authority', file } },
        }).getJson('/version'),
      )
    expect(await authority('/nowhere/ca.crt')).toEqual({
      code: 'context-unusable',
      context: 'sample',
      field: 'certificate-authority',
      file: '/nowhere/ca.crt',
      reason: 'ENOENT',
    })
    expect(await authority(import.meta.filename)).toMatchObject({
      code: 'context-unusable',
      file: import.meta.filename,
    })
  })

  it('broken PEM in the kubeconfig', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nSECRET\n-----END CERTIFICATE-----\n'
    const authority = { kind: 'data', field: 'certificate-authority-data', file: '/k/config', pem } as const
    const failure = await failureFrom(
      connect('https://127.0.0.1:1', { context: { authority } }).getJson('/version'),
    )
    expect(failure).toMatchObject({
      code: 'context-unusable',
      field: 'certificate-authority-data',
      file: '/k/config',
    })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })
})

describe('a proxy', () => {
  it('takes the requests of a server without TLS', async () => {
    const proxy = await serve((_, response) => sendJson(response, { via: 'proxy' }))
    const connection = connect('http://cluster.invalid:8080', { context: { proxy: proxy.url } })
    expect(await connection.getJson('/version')).toEqual({ via: 'proxy' })
    expect(proxy.asked).toEqual(['http://cluster.invalid:8080/version'])
  })

  it('is named, without its password, when it can’t be reached or refuses', async () => {
    const through = (proxy: string, limits: object = {}) =>
      failureFrom(
        connect('https://cluster.invalid:6443', { ...limits, context: { proxy } }).getJson('/version'),
      )
    const gone = await startServer(() => {})
    await gone.close()
    const withPassword = gone.url.replace('http://', 'http://jane:SECRET@')
    expect(await through(withPassword)).toEqual({
      code: 'proxy-failed',
      proxy: gone.url,
      reason: 'ECONNREFUSED',
    })
    const refusing = await serveRaw((socket) => {
      socket.once('data', () =>
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
      )
    })
    expect(await through(refusing)).toEqual({ code: 'proxy-failed', proxy: refusing, reason: 'HTTP 407' })
    expect(await through('http://no-such-proxy.invalid:3128')).toMatchObject({
      code: 'proxy-failed',
      reason: expect.stringMatching(/^E/) as string,
    })
    const silent = await serveRaw(() => {})
    expect(await through(silent, short)).toMatchObject({ code: 'no-answer' })
    const socks = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    })
    expect(await through(socks.replace('http:', 'socks5:'))).toMatchObject({ code: 'proxy-failed' })
  })
})
