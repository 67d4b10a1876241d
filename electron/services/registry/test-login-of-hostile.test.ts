import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import { sendJson, until } from '../../kube/testing/loopback-server.ts'
import { basic, refuse, useRegistry, type Answer } from './tested-registry.fixture.ts'

const registry = useRegistry()

/** As long as a test may take, except for the one limit under test, so that nothing waits longer than that. */
const long = 300_000
const limits = { connect: long, head: long, idle: long, answer: long }
const short = 500

/** The same misbehavior, of the registry when first asked, and of its token service. */
const roles = ['registry', 'token-service'] as const
function misbehave(role: (typeof roles)[number], how: (response: ServerResponse) => void): void {
  registry.answer =
    role === 'registry'
      ? (_, response) => how(response)
      : registry.wantsToken((_request, response) => how(response))
}
/** The socket below an answer, to write what HTTP forbids. */
const raw = (response: ServerResponse): Socket => response.socket as Socket

/** Writes pieces one by one until the other side disconnects. */
function drip(socket: Socket, pieces: Iterable<string>): void {
  const all = pieces[Symbol.iterator]()
  const more = () => {
    const next = all.next()
    if (next.done === true || socket.destroyed) return
    socket.write(next.value, () => setTimeout(more, 5))
  }
  socket.on('error', () => undefined)
  more()
}
function* endless(text: string): Generator<string> {
  for (;;) yield text
}
function* oneByOne(text: string): Generator<string> {
  yield* text
}
const gone = () => until(() => registry.server.open() === 0)

describe.each(roles)('a %s that wastes time', (role) => {
  it('by no answer at all is left after a while, on the wire too', async () => {
    misbehave(role, () => undefined)
    expect(await registry.outcome({ limits: { ...limits, head: short } })).toMatchObject({
      ...{ kind: 'unreachable', failure: { code: 'no-answer' } },
    })
    await gone()
  })

  it('by a head that comes a byte at a time', async () => {
    misbehave(role, (response) => drip(raw(response), oneByOne(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(4000)}`)))
    expect(await registry.outcome({ limits: { ...limits, head: short } })).toMatchObject({
      failure: { code: 'no-answer' },
    })
    await gone()
  })

  it('by answers that announce another one forever', async () => {
    misbehave(role, (response) => drip(raw(response), endless('HTTP/1.1 102 Processing\r\n\r\n')))
    expect(await registry.outcome({ limits: { ...limits, head: short } })).toMatchObject({
      kind: 'unreachable',
    })
    await gone()
  })

  it('by a body that comes a byte at a time, and never ends', async () => {
    misbehave(role, (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      drip(raw(response), endless('1\r\n \r\n'))
    })
    // Each piece arrives in time. The whole answer has a separate limit.
    expect(await registry.outcome({ limits: { ...limits, answer: short * 3 } })).toMatchObject({
      failure: { code: 'no-answer' },
    })
    await gone()
  })

  it('by a body that stops in the middle', async () => {
    misbehave(role, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{')
    })
    expect(await registry.outcome({ limits: { ...limits, idle: short } })).toMatchObject({
      failure: { code: 'no-answer' },
    })
    await gone()
  })

  it('is left at once by who cancels, on the wire too', async () => {
    const stop = new AbortController()
    misbehave(role, (response) => {
      drip(raw(response), oneByOne(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(4000)}`))
      stop.abort()
    })
    const error: unknown = await registry
      .run({ limits, signal: stop.signal })
      .catch((thrown: unknown) => thrown)
    expect(failureOf(error)?.code).toBe('cancelled')
    await gone()
  })
})

describe.each(roles)('a %s that sends too much', (role) => {
  it('in headers without an end', async () => {
    misbehave(role, (response) => {
      raw(response).write('HTTP/1.1 200 OK\r\n')
      drip(raw(response), endless(`x-${'a'.repeat(2000)}: ${'b'.repeat(2000)}\r\n`))
    })
    expect(await registry.outcome({ limits })).toMatchObject({
      ...{ kind: 'unreachable', role },
      failure: { code: 'answer-garbled' },
    })
    await gone()
  })

  it('in one header of many kilobytes', async () => {
    misbehave(role, (response) => {
      raw(response).end(
        `HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm="${'a'.repeat(100_000)}"\r\n\r\n`,
      )
    })
    expect(await registry.outcome({ limits })).toMatchObject({ failure: { code: 'answer-garbled' } })
  })

  it('in a body that is packed, and is far more than it seems', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    misbehave(role, (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb)
    })
    const { kind } = await registry.outcome({ limits })
    expect(kind).toBe(role === 'registry' ? 'not-asked' : 'no-token')
  })

  it('in a body that is not packed as it claims', async () => {
    misbehave(role, (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
    })
    expect(await registry.outcome({ limits })).toMatchObject({ failure: { code: 'answer-garbled' } })
  })
})

describe.each(roles)('a %s that leads elsewhere', (role) => {
  it.each([301, 302, 303, 307, 308])('by %i is not followed, and no password goes there', async (status) => {
    misbehave(role, (response) => {
      response.writeHead(status, { location: `${registry.other.url}/v2/` }).end()
    })
    expect(await registry.outcome({ limits })).toMatchObject({
      ...{ kind: 'redirected', role, status },
      target: registry.otherHost,
    })
    expect(registry.other.connections()).toBe(0)
  })

  it('by a refresh of its page is not followed either', async () => {
    misbehave(role, (response) => {
      response
        .writeHead(200, { 'content-type': 'text/html', refresh: `0; url=${registry.other.url}` })
        .end(`<meta http-equiv="refresh" content="0; url=${registry.other.url}">`)
    })
    const { kind } = await registry.outcome({ limits })
    expect(kind).toBe(role === 'registry' ? 'no-registry' : 'no-token')
    expect(registry.other.connections()).toBe(0)
  })

  it('by another host that pretends to be the registry gets no login', async () => {
    const location = `http://${registry.host}@${registry.otherHost}/`
    misbehave(role, (response) => void response.writeHead(302, { location }).end())
    expect(await registry.outcome({ limits })).toMatchObject({ target: registry.otherHost })
    expect(registry.other.connections()).toBe(0)
  })
})

describe.each(roles)('a %s that limits', (role) => {
  it.each([
    ['seconds', 'retry-after', '120', '2026-11-29T12:02:00.000Z'],
    ['a date', 'retry-after', 'Sun, 29 Nov 2026 12:05:00 GMT', '2026-11-29T12:05:00.000Z'],
    ['seconds since 1970', 'x-retry-after', '1795953660', '2026-11-29T12:01:00.000Z'],
    ['its reset in seconds', 'ratelimit-reset', '60', '2026-11-29T12:01:00.000Z'],
    ['its reset since 1970', 'x-ratelimit-reset', '1795953660', '2026-11-29T12:01:00.000Z'],
    ['nothing', 'x-nothing', '', ''],
  ])('reports it by %s, and is not asked again', async (_, name, value, until) => {
    misbehave(role, (response) => {
      response.writeHead(429, { [name]: value }).end('<html>Too many requests')
    })
    expect(await registry.outcome({ limits })).toMatchObject({ kind: 'rate-limited', until, said: '' })
    expect(registry.server.asked).toHaveLength(role === 'registry' ? 1 : 2)
  })
})

describe('a challenge', () => {
  const challenges: [string, string | string[], object][] = [
    ['of no scheme', '', { kind: 'no-challenge', schemes: [] }],
    ['of commas alone', ', , ,', { kind: 'no-challenge', schemes: [] }],
    ['of a scheme without an end', 'a'.repeat(8000), { kind: 'no-challenge' }],
    ['of many schemes', Array.from({ length: 200 }, (_, at) => `S${at}`), { kind: 'no-challenge' }],
    ['without a realm', 'Bearer service="x"', { kind: 'realm-unusable', realm: '' }],
    ['with a realm that is a path', 'Bearer realm="/token"', { kind: 'realm-unusable' }],
    ['with a realm of a file', 'Bearer realm="file:///etc/passwd"', { kind: 'realm-unusable' }],
    ['with a realm that holds a login', 'Bearer realm="https://a:b@host/"', { kind: 'realm-unusable' }],
    ['with a script for a realm', 'Bearer realm="javascript:alert(1)"', { kind: 'realm-unusable' }],
    ['with an open quote', 'Bearer realm="https://x', { kind: 'realm-unusable' }],
  ]
  it.each(challenges)('%s gets no login', async (_, challenge, outcome) => {
    const wrong: Answer = (_request, response) =>
      void response.writeHead(401, { 'www-authenticate': challenge }).end()
    registry.answer = wrong
    expect(await registry.outcome({ limits })).toMatchObject(outcome)
    expect(registry.seen).toEqual([''])
  })

  it('of another host without encryption gets no login, though its own host may have it so', async () => {
    registry.answer = (_, response) => refuse(response, `Bearer realm="${registry.other.url}/token"`)
    expect(await registry.outcome({ limits })).toMatchObject({
      kind: 'realm-unencrypted',
      target: registry.otherHost,
    })
    expect(registry.other.connections()).toBe(0)
  })

  it('that comes again forever is answered once', async () => {
    registry.answer = (_, response) => refuse(response, 'Basic realm="x"')
    expect(await registry.outcome({ limits })).toMatchObject({ kind: 'wrong-login' })
    expect(registry.seen).toEqual(['', basic])
  })

  it('that puts a line into a scope gets it only as a word', async () => {
    const asked: URL[] = []
    registry.answer = registry.wantsToken((_request, response, url) => {
      asked.push(url)
      sendJson(response, { token: 'good' })
    }, `Bearer realm="${registry.server.url}/token",service="a&b=c#d",scope="x&account=y"`)
    expect(await registry.outcome({ limits })).toMatchObject({ kind: 'accepted' })
    expect([...(asked[0]?.searchParams ?? [])]).toEqual([
      ['service', 'a&b=c#d'],
      ['scope', 'x&account=y'],
    ])
  })
})
