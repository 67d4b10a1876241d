import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { sendJson } from '../../kube/testing/loopback-server.ts'
import { basic, password, refuse, useRegistry, wantsBasic, type Answer } from './tested-registry.fixture.ts'

const registry = useRegistry()

describe('a registry with Basic', () => {
  it('takes the right login, and gets it only after it asked for it', async () => {
    registry.answer = wantsBasic
    const report = await registry.run()
    expect(report).toMatchObject({
      outcome: { kind: 'accepted', by: 'basic', pull: null },
      host: registry.host,
    })
    expect(registry.seen).toEqual(['', basic])
    expect(report.requests.map(({ path, carries, status }) => [path, carries, status])).toEqual([
      ['/v2/', 'nothing', 401],
      ['/v2/', 'login', 200],
    ])
  })

  it('refuses a wrong one, in its own words without the login in them', async () => {
    registry.answer = (_, response) =>
      refuse(response, 'Basic realm="x"', 401, `user robot with ${password} not allowed`)
    const report = await registry.run()
    expect(report.outcome).toMatchObject({ kind: 'wrong-login', role: 'registry', host: registry.host })
    expect(JSON.stringify(report)).not.toContain(password)
    expect(JSON.stringify(report)).toContain('not allowed')
    expect(JSON.stringify(report)).not.toContain(basic)
  })

  it('says that the account is locked', async () => {
    registry.answer = (request, response) =>
      request.headers.authorization === undefined
        ? refuse(response, 'Basic realm="x"')
        : refuse(response, 'Basic realm="x"', 403, 'Your account is temporarily locked')
    expect(await registry.outcome()).toMatchObject({
      kind: 'locked',
      status: 403,
      said: expect.stringContaining('locked') as string,
    })
  })

  it('refuses with 403 and no reason', async () => {
    registry.answer = (request, response) =>
      request.headers.authorization === undefined
        ? refuse(response, 'Basic realm="x"')
        : void response.writeHead(403).end()
    expect(await registry.outcome()).toMatchObject({ kind: 'forbidden', said: '' })
  })
})

describe('a registry with a token service', () => {
  it('takes the right login: the service gets the login, the registry only the token', async () => {
    let asked = ''
    registry.answer = registry.wantsToken(({ headers }, response, url) => {
      asked = url.search
      if (headers.authorization === basic) sendJson(response, { token: 'good' })
      else refuse(response, '')
    })
    const report = await registry.run()
    expect(report.outcome).toEqual({ kind: 'accepted', by: 'token', pull: null })
    expect(asked).toBe('?service=sample')
    expect(registry.seen).toEqual(['', basic, 'Bearer good'])
    expect(JSON.stringify(report)).not.toContain('good')
  })

  it('that names no service and several scopes is asked only for those', async () => {
    let asked = ''
    registry.answer = registry.wantsToken((_, response, url) => {
      asked = url.search
      sendJson(response, { access_token: 'good' })
    }, `Bearer realm="${registry.server.url}/token?kept=1",scope="registry:catalog:* repository:a/b:pull"`)
    expect(await registry.outcome()).toMatchObject({ kind: 'accepted', by: 'token' })
    expect(asked).toBe('?kept=1&scope=registry%3Acatalog%3A*&scope=repository%3Aa%2Fb%3Apull')
  })

  it('refuses a wrong login at the service', async () => {
    registry.answer = registry.wantsToken((_, response) =>
      sendJson(response, { details: 'incorrect username or password' }, 401),
    )
    expect(await registry.outcome()).toMatchObject({
      kind: 'wrong-login',
      role: 'token-service',
      said: 'incorrect username or password',
    })
  })

  it('never sends the login without encryption to another host', async () => {
    registry.answer = registry.wantsToken(() => {}, `Bearer realm="${registry.other.url}/token",service="x"`)
    expect(await registry.outcome()).toEqual({
      kind: 'realm-unencrypted',
      host: registry.host,
      target: registry.otherHost,
    })
    expect(registry.seenElsewhere).toEqual([])
    expect(registry.seen).toEqual([''])
  })

  it('does not follow the service to another host', async () => {
    registry.answer = registry.wantsToken(
      (_, response) => void response.writeHead(307, { location: `${registry.other.url}/token` }).end(),
    )
    expect(await registry.outcome()).toEqual({
      kind: 'redirected',
      host: registry.host,
      role: 'token-service',
      status: 307,
      target: registry.otherHost,
    })
    expect(registry.seenElsewhere).toEqual([])
  })

  it.each([
    [
      'a page',
      (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'text/html',
    ],
    ['no token', (response: ServerResponse) => sendJson(response, { expires_in: 60 }), 'application/json'],
    [
      'a token that no header can carry',
      (response: ServerResponse) => sendJson(response, { token: 'a\r\nHost: x' }),
      'application/json',
    ],
    ['a list', (response: ServerResponse) => sendJson(response, [1]), 'application/json'],
  ])('has %s for an answer', async (_, send, contentType) => {
    registry.answer = registry.wantsToken((_request, response) => {
      send(response)
    })
    expect(await registry.outcome()).toEqual({
      ...{ kind: 'no-token', host: registry.host, status: 200, contentType, said: '' },
    })
  })

  it('that refuses the request says why', async () => {
    registry.answer = registry.wantsToken((_, response) =>
      sendJson(response, { error_description: 'only POST, not with Zk2#vault-6501' }, 405),
    )
    const outcome = await registry.outcome()
    expect(outcome).toMatchObject({ kind: 'no-token', status: 405 })
    expect('said' in outcome && outcome.said).toMatch(/^only POST, not with •+$/)
  })

  it('whose token its registry refuses', async () => {
    registry.answer = registry.wantsToken((_, response) => sendJson(response, { access_token: 'bad' }))
    expect(await registry.outcome()).toMatchObject({ kind: 'token-refused', said: 'authentication required' })
  })

  it.each([
    '',
    'nowhere',
    'ftp://x.example/',
    '/token',
    'https://user:pass@x.example/',
    `https://x.example/${'a'.repeat(5000)}`,
  ])('with the realm %j is not asked', async (realm) => {
    registry.answer = (_, response) => refuse(response, `Bearer realm="${realm}",service="x"`)
    expect(await registry.outcome()).toMatchObject({ kind: 'realm-unusable' })
    expect(registry.seen).toEqual([''])
  })
})

describe('an image', () => {
  const scoped =
    (images: (asked: { hasToken: boolean }, response: ServerResponse) => void): Answer =>
    (request, response, url) => {
      if (url.pathname === '/token') {
        sendJson(response, { token: 'good' })
        return
      }
      const isSignedIn = request.headers.authorization === 'Bearer good'
      if (url.pathname.includes('/manifests/')) images({ hasToken: isSignedIn }, response)
      else if (isSignedIn) sendJson(response, {})
      else refuse(response, `Bearer realm="${registry.server.url}/token",service="s"`)
    }
  const challenge = () =>
    `Bearer realm="${registry.server.url}/token",service="s",scope="repository:team/base:pull"`

  it.each([
    [200, 'allowed'],
    [401, 'denied'],
    [403, 'denied'],
    [404, 'not-found'],
    [400, 'unclear'],
    [503, 'unclear'],
  ])('with %i for the login is %s', async (status, kind) => {
    registry.answer = scoped(({ hasToken }, response) =>
      hasToken ? void response.writeHead(status).end() : refuse(response, challenge()),
    )
    const report = await registry.run({ image: 'team/base:1' })
    expect(report.outcome).toMatchObject({
      kind: 'accepted',
      by: 'token',
      pull: { image: 'team/base:1', kind, status },
    })
    expect(registry.server.asked).toContain('/token?service=s&scope=repository%3Ateam%2Fbase%3Apull')
    expect(registry.server.asked.at(-1)).toBe('/v2/team/base/manifests/1')
  })

  it('that anyone may pull, and how many pulls are left', async () => {
    registry.answer = scoped(
      (_, response) =>
        void response
          .writeHead(200, { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '7;w=21600' })
          .end(),
    )
    expect(await registry.outcome({ image: 'team/base' })).toMatchObject({
      pull: { image: 'team/base:latest', kind: 'anyone', limit: { most: 100, left: 7, seconds: 21_600 } },
    })
  })

  it.each([
    [403, 'denied'],
    [400, 'unclear'],
  ])('for which the service answers %i, though it took the login, is %s', async (status, kind) => {
    registry.answer = (request, response, url) => {
      if (url.pathname === '/token')
        if (url.searchParams.has('scope')) sendJson(response, { errors: [{ message: 'denied' }] }, status)
        else sendJson(response, { token: 'good' })
      else if (request.headers.authorization === 'Bearer good') sendJson(response, {})
      else if (url.pathname === '/v2/')
        refuse(response, `Bearer realm="${registry.server.url}/token",service="s"`)
      else refuse(response, challenge())
    }
    expect(await registry.outcome({ image: 'team/base' })).toMatchObject({
      kind: 'accepted',
      pull: { kind, status },
    })
  })

  it.each([
    ['the token for it', 200, 'allowed'],
    ['no token at all', 401, 'denied'],
  ])(
    'is judged also if the registry refuses a token without an image: it takes %s',
    async (_, status, kind) => {
      registry.answer = (request, response, url) => {
        const isSignedIn = request.headers.authorization === 'Bearer scoped'
        if (url.pathname === '/token')
          sendJson(response, { token: url.searchParams.has('scope') ? 'scoped' : 'good' })
        else if (isSignedIn && url.pathname !== '/v2/') response.writeHead(status).end()
        else if (request.headers.authorization !== undefined) refuse(response, 'Basic realm="harbor"')
        else if (url.pathname !== '/v2/') refuse(response, challenge())
        else refuse(response, `Bearer realm="${registry.server.url}/token",service="s"`)
      }
      expect(await registry.outcome()).toMatchObject({ kind: 'token-refused', pull: null })
      expect(await registry.outcome({ image: 'team/base' })).toMatchObject({
        kind: 'token-refused',
        pull: { image: 'team/base:latest', kind, status },
      })
    },
  )

  it('of a registry that lets anyone in is where a wrong login shows', async () => {
    registry.answer = (_, response, url) => {
      if (url.pathname === '/token') sendJson(response, {}, 401)
      else if (url.pathname === '/v2/') sendJson(response, {})
      else refuse(response, challenge())
    }
    expect(await registry.outcome({ image: 'team/base' })).toMatchObject({
      kind: 'wrong-login',
      role: 'token-service',
    })
  })
})
