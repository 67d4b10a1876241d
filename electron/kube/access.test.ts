import { describe, expect, it } from 'vitest'
import type { ResolvedContext } from './kubeconfig/resolved-context.ts'
import { failureFrom, statusOf } from './testing/kube-samples.ts'
import { sendJson } from './testing/loopback-server.ts'
import type { Answer } from './testing/loopback-server.ts'
import { closeAfterEach, connect, serve } from './testing/open-for-test.ts'

closeAfterEach()

/** A connection to a server that responds with `answer`; `bodies` contains the posted bodies. */
async function open(answer: Answer, context: Partial<ResolvedContext> = {}) {
  const bodies: unknown[] = []
  const server = await serve((request, response, url) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      bodies.push(JSON.parse(text))
      answer(request, response, url)
    })
  })
  const connection = connect(server.url, { context })
  return { connection, server, bodies }
}

const review = (username: string) => ({ kind: 'SelfSubjectReview', status: { userInfo: { username } } })
const notFound: Answer = (_, response) => sendJson(response, statusOf(404, 'NotFound', 'no'), 404)

describe('the question who the user is', () => {
  it('is answered by the cluster, and asked once', async () => {
    const { connection, server } = await open((_, response) => sendJson(response, review('oidc:jane'), 201))
    expect(await Promise.all([connection.whoAmI(), connection.whoAmI()])).toEqual(['oidc:jane', 'oidc:jane'])
    expect(await connection.whoAmI()).toBe('oidc:jane')
    expect(server.asked).toEqual(['/apis/authentication.k8s.io/v1/selfsubjectreviews'])
  })

  it('is asked in the beta API if there is no other', async () => {
    const { connection, bodies } = await open((request, response, url) =>
      url.pathname.includes('v1beta1')
        ? sendJson(response, review('jane'), 201)
        : notFound(request, response, url),
    )
    expect(await connection.whoAmI()).toBe('jane')
    expect(bodies).toEqual([
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      { apiVersion: 'authentication.k8s.io/v1beta1', kind: 'SelfSubjectReview' },
    ])
  })

  it.each([403, 404, 405])('that a cluster refuses with %d is answered by the kubeconfig', async (code) => {
    const refuse: Answer = (_, response) => sendJson(response, statusOf(code, 'x', 'no'), code)
    const { connection } = await open(refuse)
    expect(await connection.whoAmI()).toBe('sample-user')
    const impersonation = { user: 'joe', uid: '', groups: [], extra: {} }
    const { connection: asJoe } = await open(refuse, { impersonation })
    expect(await asJoe.whoAmI()).toBe('joe')
  })

  it('is answered by the token of a service account, and by no other, if it can’t be asked', async () => {
    const refuse: Answer = (_, response) => sendJson(response, statusOf(404, 'x', 'no'), 404)
    const named = async (claims: string) => {
      const token = `e30.${Buffer.from(claims).toString('base64url')}.sig`
      const { connection } = await open(refuse, { signIn: { kind: 'token', token } })
      return connection.whoAmI()
    }
    expect(await named('{"sub":"system:serviceaccount:runai:writer"}')).toBe(
      'system:serviceaccount:runai:writer',
    )
    for (const claims of [
      '{"sub":"jane"}',
      '{"sub":"system:serviceaccount:a:b\\u202e"}',
      '{"sub":7}',
      'x',
      '[]',
    ])
      expect(await named(claims)).toBe('sample-user')
  })

  it('that got no answer is asked again', async () => {
    let isUp = false
    const { connection } = await open((_, response) =>
      isUp ? sendJson(response, review('jane'), 201) : sendJson(response, statusOf(503, 'x', 'no'), 503),
    )
    expect(await failureFrom(connection.whoAmI())).toMatchObject({ code: 'server-error' })
    isUp = true
    expect(await connection.whoAmI()).toBe('jane')
  })
})

describe('the question what the user may do', () => {
  it('is asked for one namespace, or for all of them', async () => {
    const { connection, bodies } = await open((_, response) =>
      sendJson(response, { status: { allowed: true, reason: 'RBAC: allowed by a binding' } }, 201),
    )
    const access = { verb: 'patch', resource: 'secrets' }
    expect(await connection.mayDo({ ...access, namespace: 'team' })).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by a binding',
    })
    await connection.mayDo({ ...access, namespace: '' })
    expect(bodies).toMatchObject([
      { kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: { ...access, namespace: 'team' } } },
      { spec: { resourceAttributes: access } },
    ])
    expect(JSON.stringify(bodies[1])).not.toContain('namespace')
  })

  it.each([{}, { status: { allowed: 'yes' } }, { status: null }, []])(
    'is answered with no unless the answer is yes: %j',
    async (answer) => {
      const { connection } = await open((_, response) => sendJson(response, answer, 201))
      expect(await connection.mayDo({ verb: 'create', resource: 'secrets', namespace: '' })).toEqual({
        allowed: false,
        reason: '',
      })
    },
  )
})
