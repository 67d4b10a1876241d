import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import type { LoginRequest } from '../../../shared/registry-login.ts'
import { sendJson, startServer } from '../../kube/testing/loopback-server.ts'
import { refuse, useRegistry, wantsBasic } from './tested-registry.fixture.ts'

const registry = useRegistry()

describe('what isn’t a registry', () => {
  it.each([
    ['a page', 200, 'text/html; charset=utf-8', '<html>'],
    ['nothing there', 404, 'text/plain', 'not found'],
    ['a teapot', 418, '', ''],
  ])('%s', async (_, status, contentType, body) => {
    registry.answer = (_request, response) =>
      void response.writeHead(status, { 'content-type': contentType }).end(body)
    expect(await registry.outcome()).toMatchObject({ kind: 'no-registry', status })
    expect(registry.seen).toEqual([''])
  })

  it('wants a sign-in that registries do not have', async () => {
    registry.answer = (_, response) => refuse(response, 'Negotiate, NTLM')
    expect(await registry.outcome()).toEqual({
      kind: 'no-challenge',
      host: registry.host,
      schemes: ['negotiate', 'ntlm'],
    })
    registry.answer = (_, response) => void response.writeHead(401).end()
    expect(await registry.outcome()).toMatchObject({ kind: 'no-challenge', schemes: [] })
    expect(registry.seen).toEqual(['', ''])
  })

  it('sends on to another host, and nothing follows', async () => {
    registry.answer = (_, response) =>
      void response.writeHead(302, { location: `${registry.other.url}/login` }).end()
    expect(await registry.outcome()).toMatchObject({
      kind: 'redirected',
      target: registry.otherHost,
      role: 'registry',
    })
    expect(registry.seenElsewhere).toEqual([])
  })

  it('sends on only once it has the login, which does not go along', async () => {
    registry.answer = (request, response) =>
      request.headers.authorization === undefined
        ? refuse(response, 'Basic realm="x"')
        : void response.writeHead(301, { location: `${registry.other.url}/v2/` }).end()
    expect(await registry.outcome()).toMatchObject({ kind: 'redirected', target: registry.otherHost })
    expect(registry.seenElsewhere).toEqual([])
  })
})

describe('a registry that lets anyone in', () => {
  it('does not say whether the login is right', async () => {
    registry.answer = (_, response) => sendJson(response, {})
    expect(await registry.outcome()).toEqual({ kind: 'not-asked', pull: null })
  })

  it('may still refuse a wrong one', async () => {
    registry.answer = ({ headers }, response) =>
      headers.authorization === undefined ? sendJson(response, {}) : sendJson(response, {}, 401)
    expect(await registry.outcome()).toMatchObject({ kind: 'wrong-login' })
  })
})

describe('limits', () => {
  it('a rate limit is reported with its reset, and not tried again', async () => {
    registry.answer = (_, response) =>
      void response.writeHead(429, { 'retry-after': '120' }).end('{"message":"slow down"}')
    expect(await registry.outcome()).toEqual({
      kind: 'rate-limited',
      host: registry.host,
      until: '2026-11-29T12:02:00.000Z',
      said: 'slow down',
    })
    expect(registry.server.asked).toEqual(['/v2/'])
  })

  it('an answer without an end is read to a bound', async () => {
    let sent = 0
    registry.answer = (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' })
      const piece = Buffer.alloc(64 * 1024, 'a')
      const more = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length
        sent += piece.length
      }
      response.on('drain', more)
      more()
    }
    expect(await registry.outcome()).toMatchObject({ kind: 'wrong-login', said: '' })
    // Far from endless: what fits into the buffers of two connections.
    expect(sent).toBeLessThan(200 * 1024 * 1024)
  })

  it('a server’s fault is reported as the server’s', async () => {
    registry.answer = (_, response) => sendJson(response, { errors: [{ message: 'out of order' }] }, 502)
    expect(await registry.outcome()).toMatchObject({
      kind: 'server-error',
      status: 502,
      said: 'out of order',
    })
  })

  it('whoever cancels is heard while the registry is silent', async () => {
    const stop = new AbortController()
    registry.answer = () => stop.abort()
    const error: unknown = await registry.run({ signal: stop.signal }).catch((thrown: unknown) => thrown)
    expect(failureOf(error)?.code).toBe('cancelled')
  })
})

describe('the way', () => {
  it('without encryption is taken only for the host that the user named', async () => {
    registry.answer = wantsBasic
    for (const plainHost of ['', 'other.example', `x${registry.host}`])
      expect(await registry.outcome({ plainHost })).toMatchObject({
        kind: 'unreachable',
        failure: { code: 'tls-failed' },
      })
    expect(registry.seen).toEqual([])
  })

  it('to a host that takes no connection', async () => {
    const gone = await startServer(() => {})
    await gone.close()
    expect(await registry.outcome({ registryUrl: new URL(gone.url).host })).toMatchObject({
      kind: 'unreachable',
      role: 'registry',
      failure: { code: 'connection-refused' },
    })
  })

  it('to a name that no one knows', async () => {
    expect(await registry.outcome({ registryUrl: 'registry.invalid', plainHost: '' })).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'name-not-resolved' },
    })
  })

  it('through a proxy whose address is broken is not taken directly', async () => {
    const report = await registry.run({
      registryUrl: 'registry.invalid',
      plainHost: '',
      environment: { HTTPS_PROXY: 'gopher://proxy.example' },
    })
    expect(report.outcome).toMatchObject({ kind: 'unreachable', failure: { code: 'proxy-failed' } })
  })

  it('is reported before each request', async () => {
    registry.answer = wantsBasic
    const told: LoginRequest[] = []
    await registry.run({ onAsking: (request) => void told.push(request) })
    expect(told.map(({ carries, status, isEncrypted }) => [carries, status, isEncrypted])).toEqual([
      ['nothing', 0, false],
      ['login', 0, false],
    ])
  })
})
