import { describe, expect, it } from 'vitest'
import { failureFrom, fastClock, statusOf } from '../testing/kube-samples.ts'
import { closeAfterEach, connect, serve } from '../testing/open-for-test.ts'

closeAfterEach()

describe('what a server answers', () => {
  const answering = async (status: number, body: string, headers: Record<string, string> = {}) => {
    const server = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    })
    const failure = await failureFrom(
      connect(server.url, { clock: fastClock(1000) }).getJson('/api/v1/namespaces/team/secrets'),
    )
    return { failure, server: server.url, asked: server.asked.length }
  }
  const refusal = (code: number, reason: string, message = 'its own words') =>
    answering(code, JSON.stringify(statusOf(code, reason, message)))

  it.each([
    [401, 'Unauthorized', { code: 'unauthorized', user: 'sample-user', expiredAt: '' }],
    [404, 'NotFound', { code: 'not-found', what: 'secrets' }],
    [410, 'Expired', { code: 'version-expired', what: 'secrets' }],
    [500, 'InternalError', { code: 'server-error', status: 500, reason: 'InternalError' }],
    [503, 'ServiceUnavailable', { code: 'server-error', status: 503, reason: 'ServiceUnavailable' }],
    [400, 'BadRequest', { code: 'refused', status: 400, reason: 'BadRequest' }],
    [409, 'Conflict', { code: 'conflict', what: 'secrets' }],
    [409, 'AlreadyExists', { code: 'already-exists', what: 'secrets' }],
    [409, 'Gone', { code: 'refused', status: 409, reason: 'Gone' }],
  ])('a Status of %d becomes our code, with the words of the cluster', async (code, reason, expected) => {
    const { failure } = await refusal(code, reason)
    expect(failure).toMatchObject({ ...expected, said: 'its own words' })
  })

  it('a 403 names user, verb, resource and namespace', async () => {
    const message = 'secrets is forbidden: User "oidc:jane" cannot get resource "secrets" in API group ""'
    const { failure } = await refusal(403, 'Forbidden', message)
    expect(failure).toEqual({
      code: 'forbidden',
      user: 'oidc:jane',
      verb: 'get',
      resource: 'secrets',
      namespace: 'team',
      said: message,
    })
  })

  it('a message is passed on up to one KiB', async () => {
    const { failure } = await refusal(500, 'InternalError', 'x'.repeat(5000))
    expect(failure).toMatchObject({ said: 'x'.repeat(1024) })
  })

  it('a 429 is asked again when it says so, a few times', async () => {
    const { failure, asked } = await answering(429, 'Too many requests', {
      'content-type': 'text/plain',
      'retry-after': '3',
    })
    expect(failure).toMatchObject({ code: 'too-many-requests', seconds: 3 })
    expect(asked).toBe(3)
  })

  it('a 429 with a long wait is left to the caller', async () => {
    const { failure, asked } = await answering(429, 'Too many requests', {
      'content-type': 'text/plain',
      'retry-after': '120',
    })
    expect(failure).toMatchObject({ code: 'too-many-requests', seconds: 120 })
    expect(asked).toBe(1)
  })

  it.each([
    ['2147484', 3600],
    ['1e999', 3600],
    ['Infinity', 3600],
    ['99999999999999999999', 3600],
    ['3601', 3600],
    ['600', 600],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3600],
  ])(
    'a 429 with Retry-After: %s asks to wait %d seconds, and never more than an hour',
    async (given, seconds) => {
      const { failure, asked } = await answering(429, '', { 'retry-after': given })
      expect(failure).toMatchObject({ code: 'too-many-requests', seconds })
      expect(asked).toBe(1)
    },
  )

  it.each([
    ['-5', 0],
    ['-1e999', 0],
    ['0', 0],
    ['NaN', 1],
    ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
    ['Fri, 99 Dec 1999 23:59:59 GMT', 1],
    ['', 1],
  ])(
    'a 429 with Retry-After: %j is asked again after %d seconds, and not in a loop',
    async (given, seconds) => {
      const { failure, asked } = await answering(429, '', { 'retry-after': given })
      expect(failure).toMatchObject({ code: 'too-many-requests', seconds })
      expect(asked).toBe(3)
    },
  )

  it.each([
    [1e300, 3600],
    [2147484, 3600],
    [-5, 0],
    ['5', 1],
    [null, 1],
  ])('a 429 with retryAfterSeconds: %j is bounded like its header', async (given, seconds) => {
    const { failure } = await answering(
      429,
      JSON.stringify({ ...statusOf(429, 'TooManyRequests', 'busy'), details: { retryAfterSeconds: given } }),
    )
    expect(failure).toMatchObject({ code: 'too-many-requests', seconds })
  })

  it.each([0, -1, 1e300, 200, 429.5, '429', null])(
    'a Status with the code %j is judged by the code of its answer',
    async (code) => {
      const { failure } = await answering(503, JSON.stringify({ kind: 'Status', code }))
      expect(failure).toMatchObject({ code: 'server-error', status: 503 })
    },
  )

  it.each([
    [429, 'too-many-requests'],
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-error'],
    [504, 'server-error'],
  ])('an HTML page with %d is a gateway that fails for a while', async (status, code) => {
    const { failure } = await answering(status, '<html>SECRET</html>', { 'content-type': 'text/html' })
    expect(failure).toMatchObject({ code })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })

  it.each([200, 302, 401, 403, 404])(
    'an HTML page with %d isn’t from Kubernetes, and is not repeated',
    async (status) => {
      const { failure, server } = await answering(status, '<html>SECRET</html>', {
        'content-type': 'text/html; charset=utf-8',
      })
      expect(failure).toEqual({ code: 'not-kubernetes', server, status, contentType: 'text/html' })
    },
  )

  it.each([
    [401, 'unauthorized'],
    [404, 'not-found'],
    [503, 'server-error'],
  ])('plain text with %d is judged only by its status', async (status, code) => {
    const { failure } = await answering(status, 'SECRET', { 'content-type': 'text/plain' })
    expect(failure).toMatchObject({ code })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })

  it.each(['', '{', '{"a": SECRET}', 'SECRET'])(
    'what claims to be JSON and isn’t is garbled: %j',
    async (body) => {
      const { failure } = await answering(200, body)
      expect(failure).toMatchObject({ code: 'answer-garbled' })
      expect(JSON.stringify(failure)).not.toContain('SECRET')
    },
  )

  it('what claims to be compressed and isn’t is garbled', async () => {
    const { failure } = await answering(200, '{}', { 'content-encoding': 'gzip' })
    expect(failure).toMatchObject({ code: 'answer-garbled' })
  })
})
