import { describe, expect, it } from 'vitest'
import { answerFailure } from './answer-failure.ts'
import { createMask } from './mask-values.ts'
import { failureFrom, statusOf } from '../testing/kube-samples.ts'
import { sendJson } from '../testing/loopback-server.ts'
import { closeAfterEach, connect, serve } from '../testing/open-for-test.ts'

closeAfterEach()

const path = '/api/v1/namespaces/team/secrets'
const value = 'Tr0ub4dor&3'

/** The failure of a write that a server rejects with `status`. */
async function refusalOf(status: object, values: string[] = [value]): Promise<unknown> {
  const code = 'code' in status && typeof status.code === 'number' ? status.code : 400
  const server = await serve((_, response) => sendJson(response, status, code))
  return failureFrom(connect(server.url).write({ verb: 'create', path, body: {}, values }))
}

describe('a refusal of a write', () => {
  it.each([
    [409, 'Conflict', 'the object has been modified', { code: 'conflict', what: 'secrets' }],
    [409, 'AlreadyExists', 'secrets "a" already exists', { code: 'already-exists', what: 'secrets' }],
    [409, 'Other', 'something else', { code: 'refused', status: 409, reason: 'Other' }],
    [422, 'Invalid', 'Secret "A" is invalid', { code: 'invalid', what: 'secrets', fields: [] }],
    [
      403,
      'Forbidden',
      'secrets "a" is forbidden: exceeded quota: few, requested: secrets=1, used: secrets=3, limited: secrets=3',
      { code: 'quota-exceeded', namespace: 'team' },
    ],
    [
      403,
      'Forbidden',
      'secrets "a" is forbidden: unable to create new content in namespace team because it is being terminated',
      { code: 'namespace-terminating', namespace: 'team' },
    ],
    [
      403,
      'Forbidden',
      'secrets is forbidden: User "oidc:jane" cannot create resource "secrets" in API group ""',
      { code: 'forbidden', user: 'oidc:jane', verb: 'create', resource: 'secrets', namespace: 'team' },
    ],
    [413, 'RequestEntityTooLarge', 'limit is 3145728', { code: 'too-large', what: 'secrets' }],
    [500, 'InternalError', 'etcdserver: request is too large', { code: 'too-large', what: 'secrets' }],
    [
      400,
      'BadRequest',
      'admission webhook "judge.example.org" denied the request: not this name',
      { code: 'admission-refused', webhook: 'judge.example.org' },
    ],
    [
      500,
      'InternalError',
      'Internal error occurred: failed calling webhook "judge.example.org": connection refused',
      { code: 'server-error', status: 500, reason: 'InternalError' },
    ],
  ])('%d %s, %s', async (code, reason, message, expected) => {
    expect(await refusalOf(statusOf(code, reason, message))).toMatchObject({ ...expected, said: message })
  })

  it('of 409 about the quota of the namespace is reported as busy, not as a mistake of the user', async () => {
    const message =
      'Operation cannot be fulfilled on resourcequotas "compute": the object has been modified; please apply your changes to the latest version and try again'
    const details = { kind: 'resourcequotas', name: 'compute' }
    expect(await refusalOf({ ...statusOf(409, 'Conflict', message), details })).toEqual({
      code: 'quota-busy',
      namespace: 'team',
      said: message,
    })
  })

  it('of a quota that is not counted yet is reported as a busy one', async () => {
    const message = 'secrets "a" is forbidden: status unknown for quota: few, resources: secrets'
    expect(await refusalOf(statusOf(403, 'Forbidden', message))).toMatchObject({
      code: 'quota-busy',
      namespace: 'team',
    })
  })

  it.each([
    ['Conflict', 'secrets', { code: 'conflict', what: 'a' }],
    ['Conflict', 'Secret', { code: 'conflict', what: 'a' }],
    ['Conflict', '', { code: 'conflict', what: 'a' }],
    ['AlreadyExists', 'secrets', { code: 'already-exists', what: 'a' }],
    ['AlreadyExists', 'resourcequotas', { code: 'refused', status: 409, reason: 'AlreadyExists' }],
    ['Conflict', 'namespaces', { code: 'refused', status: 409, reason: 'Conflict' }],
    ['Conflict', 'leases', { code: 'refused', status: 409, reason: 'Conflict' }],
  ])('of 409 %s about %j is judged by what it is about', async (reason, kind, expected) => {
    const status = { ...statusOf(409, reason, 'words'), details: { kind, name: 'a' } }
    expect(await refusalOf(status)).toMatchObject(expected)
  })

  it('of 409 by a webhook is the webhook’s', async () => {
    const message = 'admission webhook "judge.example.org" denied the request: in use'
    const status = { ...statusOf(409, 'Conflict', message), details: { kind: 'resourcequotas', name: 'a' } }
    expect(await refusalOf(status)).toMatchObject({ code: 'admission-refused', webhook: 'judge.example.org' })
  })

  it('names the object, or the namespace that is missing', async () => {
    const about = (code: number, reason: string, kind: string, name: string) =>
      refusalOf({ ...statusOf(code, reason, 'no'), details: { kind, name } })
    expect(await about(404, 'NotFound', 'namespaces', 'team')).toMatchObject({
      code: 'not-found',
      what: 'The namespace team',
    })
    expect(await about(404, 'NotFound', 'secrets', 'a')).toMatchObject({ code: 'not-found', what: 'a' })
    expect(await about(409, 'AlreadyExists', 'secrets', 'a')).toMatchObject({ what: 'a' })
    expect(await about(422, 'Invalid', 'Secret', 'A')).toMatchObject({ what: 'A' })
  })

  it('of a namespace that is being deleted is recognized only by its cause', async () => {
    const details = {
      causes: [{ reason: 'NamespaceTerminating', message: 'x', field: 'metadata.namespace' }],
    }
    expect(await refusalOf({ ...statusOf(403, 'Forbidden', 'other words'), details })).toMatchObject({
      code: 'namespace-terminating',
    })
  })

  it('names ten fields at most, each cut', async () => {
    const causes = Array.from({ length: 30 }, (_, index) => ({
      reason: 'FieldValueInvalid',
      message: 'm',
      field: `data[${index}]${'x'.repeat(500)}`,
    }))
    const failure = await refusalOf({ ...statusOf(422, 'Invalid', 'no'), details: { causes } })
    const { fields } = failure as { fields: string[] }
    expect(fields).toHaveLength(10)
    expect(fields[0]).toBe(`data[0]${'x'.repeat(193)}`)
  })
})

describe('a cluster that repeats a value', () => {
  const everywhere = (said: string) => ({
    ...statusOf(422, said, said),
    details: {
      kind: 'Secret',
      name: said,
      causes: [{ reason: 'FieldValueInvalid', message: said, field: `data[${said}]` }],
    },
  })

  it('in message, name and fields is reported without it', async () => {
    for (const form of [value, Buffer.from(value).toString('base64')]) {
      const failure = await refusalOf(everywhere(form))
      expect(failure).toMatchObject({ code: 'invalid', fields: ['••••••••'] })
      expect(JSON.stringify(failure)).not.toContain(form)
    }
  })

  it('in the reason, the name of a webhook or of a namespace is reported without it', async () => {
    const said = [
      statusOf(400, value, 'no'),
      statusOf(503, value, 'no'),
      statusOf(400, 'x', `admission webhook "${value}" denied the request`),
      { ...statusOf(404, 'NotFound', 'no'), details: { kind: 'namespaces', name: value } },
    ]
    for (const status of said) expect(JSON.stringify(await refusalOf(status))).not.toContain(value)
  })

  it('as the user of a 403, the target of a redirect or the type of a page is reported without it', async () => {
    const user = statusOf(403, 'Forbidden', `secrets is forbidden: User "${value}" cannot create resource`)
    expect(await refusalOf(user)).toMatchObject({ code: 'forbidden', user: 'sample-user' })

    const word = 'troubadour'
    const ofHead = (status: number, headers: Record<string, string>) => {
      const head = { status, header: (name: string) => headers[name] ?? '', headers: () => [] }
      const asked = {
        server: 'https://c.example',
        user: 'u',
        path,
        verb: 'create',
        mask: createMask([word]),
      } as const
      return answerFailure(head, 'no', asked).failure
    }
    expect(ofHead(302, { location: `https://x.${word}.example/` })).toMatchObject({ target: '••••••••' })
    for (const type of [`text/${word}`, `text/${'x'.repeat(90)}${word}`]) {
      expect(ofHead(200, { 'content-type': type })).toMatchObject({ contentType: '••••••••' })
    }
  })

  it('across the length to which its words are cut leaves no part of it', async () => {
    const failure = await refusalOf(statusOf(400, 'BadRequest', `${'-'.repeat(1020)}${value}`))
    expect((failure as { said: string }).said).toBe('••••••••')
  })

  it('as a piece of the body that it couldn’t read is reported without that piece', async () => {
    const quote = String.raw`illegal base64 data at input byte 4, error found in #10 byte of ...|t-val"}}|..., bigger context ...|"x":"et-val"}}|...`
    expect(await refusalOf(statusOf(400, 'BadRequest', quote))).toMatchObject({
      said: 'illegal base64 data at input byte 4',
    })
  })
})

describe('a value that is a part of the cluster’s own words', () => {
  it.each([
    [statusOf(409, 'AlreadyExists', 'secrets "a" already exists'), 'already-exists'],
    [statusOf(409, 'Conflict', 'the object has been modified'), 'conflict'],
    [statusOf(400, 'BadRequest', 'admission webhook "a.b" denied the request: no'), 'admission-refused'],
    [statusOf(403, 'Forbidden', 'is forbidden: exceeded quota: few'), 'quota-exceeded'],
    [statusOf(403, 'Forbidden', 'because it is being terminated'), 'namespace-terminating'],
    [statusOf(500, 'InternalError', 'etcdserver: request is too large'), 'too-large'],
  ])('does not hide from Credenza what it means: %o', async (status, code) => {
    for (const part of ['e', 'A', 'o', 'admission', 'quota', 'AlreadyExists']) {
      expect(await refusalOf(status, [part])).toMatchObject({ code })
    }
  })
})
