import { describe, expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import type { Connection, ObjectMetadata } from '../../kube/connection.ts'
import type { WriteRequest } from '../../kube/object-client.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { createRecordedWrite, type WriteToRecord } from './recorded-write.ts'

const server = 'https://cluster.example'
const found = {
  ...{ uid: 'u', name: 's', namespace: 'n', resourceVersion: '8' },
  ...{ labels: {}, annotations: {} },
} as unknown as ObjectMetadata
const password = 'p4ss-w0rd-MARK'

const claim: WriteToRecord = {
  operation: 'claim',
  object: { namespace: 'n', name: 's' },
  before: {
    ...{ uid: 'u', resourceVersion: '7', labels: { 'run.ai/resource': 'generic' } },
    annotations: { 'credenza.app/description': 'old', 'someone.example/token': password },
    sizes: { User: 5 },
  },
  request: {
    verb: 'patch',
    path: '/api/v1/namespaces/n/secrets/s',
    body: {
      metadata: {
        resourceVersion: '7',
        labels: { 'run.ai/resource': 'generic', 'run.ai/credentials': 'true', other: null },
        annotations: {
          'credenza.app/credential': 'Robot',
          'credenza.app/description': null,
          'credenza.app/format': null,
          'someone.example/token': null,
          'kubectl.kubernetes.io/last-applied-configuration': password,
        },
      },
      data: {
        User: Buffer.from('robot').toString('base64'),
        Password: Buffer.from(password).toString('base64'),
      },
      stringData: { Extra: password },
    },
    values: [password],
  },
  look: () => Promise.resolve(found),
  judge: () => 'written',
  pauses: [1],
}

/** Makes writes with these outcomes, one after the other. Returns the steps in order, and what was recorded. */
async function write(wanted: WriteToRecord, outcomes: (Error | ObjectMetadata)[], refusal?: Error) {
  const done: string[] = []
  const lines: unknown[] = []
  const connection = {
    whoAmI: () => Promise.resolve('m.okafor'),
    write: ({ requestId }: WriteRequest) => {
      done.push(requestId === undefined ? 'dry' : 'sent')
      requestId?.onAnswer(`answered ${requestId.wanted.length}`)
      const outcome = outcomes.shift()
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome as ObjectMetadata)
    },
  } as unknown as Connection
  const place = { context: 'lab', file: '/k', server, protection: 'verified' } as OpenCluster['place']
  const recordedWrite = createRecordedWrite({
    begin: (line) => {
      if (refusal !== undefined) return Promise.reject(refusal)
      done.push('recorded')
      lines.push(line)
      return Promise.resolve({
        end: (line) => {
          done.push('ended')
          lines.push(line)
          return Promise.resolve()
        },
      })
    },
  })
  const result = await recordedWrite({ place, connection }, wanted).then(
    () => 'done',
    (error: unknown) => (error as { failure?: { code: string } }).failure?.code ?? 'thrown',
  )
  return { result, done: done.join(' '), lines }
}

describe('a recorded write', () => {
  it('is in the record before it is sent, and its outcome before it is reported', async () => {
    const { result, done, lines } = await write(claim, [found])
    expect({ result, done }).toEqual({ result: 'done', done: 'recorded sent ended' })
    expect(lines).toMatchObject([
      {
        ...{ context: 'lab', server, user: 'm.okafor', operation: 'claim', resourceVersion: '7' },
        object: { kind: 'Secret', namespace: 'n', name: 's', uid: 'u', credential: 'Robot' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
      { end: 'done', code: '', uid: 'u', resourceVersion: '8', requestId: 'answered 36' },
    ])
  })

  it('reports keys, sizes, labels and our annotations, and no value', async () => {
    const { lines } = await write(claim, [found])
    expect((lines[0] as { changes: unknown }).changes).toEqual([
      { of: 'data', key: 'User', before: 5, after: 5 },
      { of: 'data', key: 'Password', before: null, after: password.length },
      { of: 'data', key: 'Extra', before: null, after: password.length },
      { of: 'label', key: 'run.ai/credentials', before: null, after: 'true' },
      { of: 'annotation', key: 'credenza.app/credential', before: null, after: 'Robot' },
      { of: 'annotation', key: 'credenza.app/description', before: 'old', after: null },
      { of: 'annotation', key: 'someone.example/token', before: password.length, after: null },
      {
        ...{ of: 'annotation', key: 'kubectl.kubernetes.io/last-applied-configuration' },
        after: password.length,
      },
    ])
    const told = JSON.stringify(lines)
    expect(told).not.toContain(password)
    expect(told).not.toContain(Buffer.from(password).toString('base64'))
  })

  it('is not sent where it can’t be recorded', async () => {
    const refusal = failed('record-not-written', { file: '/r', reason: 'ENOSPC' })
    expect(await write(claim, [found], refusal)).toEqual({
      result: 'record-not-written',
      done: '',
      lines: [],
    })
  })

  it('that is a dry run is not recorded', async () => {
    const dry = { ...claim, request: { ...claim.request, query: { dryRun: 'All' } } }
    expect(await write(dry, [found])).toEqual({ result: 'done', done: 'dry', lines: [] })
  })

  it('has one line however often it is sent', async () => {
    const lost = failed('outcome-unknown', { server, cause: 'connection-cut' })
    const { done } = await write({ ...claim, judge: () => 'send-again' }, [lost, found])
    expect(done).toBe('recorded sent sent ended')
  })

  const lost = failed('outcome-unknown', { server, cause: 'no-answer' })
  const taken = failed('secret-taken', { namespace: 'n', name: 's', credential: '', by: '', at: '' })
  const unseen = () =>
    Promise.reject(failed('forbidden', { user: '', verb: '', resource: '', namespace: '' }))
  it.each<[what: string, wanted: Partial<WriteToRecord>, outcomes: Error[], end: string, code: string]>([
    [
      'that someone else was faster with',
      { judge: () => taken },
      [failed('conflict', { what: '' })],
      'conflict',
      'secret-taken',
    ],
    ['that the cluster refuses', {}, [failed('invalid', { what: '', fields: [] })], 'refused', 'invalid'],
    [
      'that does not get there',
      {},
      [failed('connection-refused', { server })],
      'refused',
      'connection-refused',
    ],
    ['without an answer', { look: unseen }, [lost], 'unknown', 'outcome-unknown'],
    [
      'without an answer, and then without a connection',
      { judge: () => 'send-again' },
      [lost, failed('connection-refused', { server })],
      'unknown',
      'outcome-unknown',
    ],
    ['that breaks our own code', {}, [new TypeError('x')], 'unknown', 'internal'],
  ])('%s is reported and recorded with its outcome', async (_, wanted, outcomes, end, code) => {
    const { done, lines } = await write({ ...claim, ...wanted }, outcomes)
    expect(done).toMatch(/ended$/)
    expect(lines[1]).toMatchObject({ end, code })
  })

  it('of very many keys reports as many as fit into a line, and how many more', async () => {
    const data = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key-${n}`, 'eA==']))
    const { lines } = await write({ ...claim, request: { ...claim.request, body: { data } } }, [found])
    const { changes, more } = lines[0] as { changes: unknown[]; more: number }
    expect(changes.length + more).toBe(5000)
    expect(more).toBeGreaterThan(0)
    expect(JSON.stringify(changes).length).toBeLessThan(200 * 1024)
  })
})
