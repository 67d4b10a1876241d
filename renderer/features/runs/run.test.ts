import { expect, test } from 'vitest'
import { mostAtOnce, type WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { StreamHandlers } from '../../api.ts'
import { createRun } from './run.ts'
import type { RunTarget } from './run-lines.ts'

interface Sent {
  secrets: RunTarget[]
  handlers: StreamHandlers<WriteOutcome>
  isStopped: boolean
}

function makeRun() {
  const sent: Sent[] = []
  const listed = new Map<string, RunTarget>()
  const frames: (() => void)[] = []
  const run = createRun<RunTarget>({
    send: (secrets, handlers) => {
      const call = { secrets, handlers, isStopped: false }
      sent.push(call)
      return () => void (call.isStopped = true)
    },
    find: (uid) => listed.get(uid),
    schedule: (callback) => void frames.push(callback),
  })
  const tell = (name: string, failure: Failure | null = null) =>
    sent.at(-1)?.handlers.onMessage({ namespace: 'runai-vision', name, failure })
  const paint = () => frames.splice(0).forEach((callback) => callback())
  const lines = () => run.state.value?.lines.map(({ secret, state }) => `${secret.uid} ${state.kind}`)
  return { run, sent, listed, tell, paint, lines, end: () => sent.at(-1)?.handlers.onEnd() }
}

const target = (uid: string, parts: Partial<RunTarget> = {}): RunTarget => ({
  ...{ uid, kubernetesName: uid, namespace: 'runai-vision', resourceVersion: '1' },
  ...parts,
})
const secrets = (names: string) => Array.from(names, (name) => target(name))
const changed: Failure = { code: 'secret-changed', namespace: 'runai-vision', name: 'b' }
const taken: Failure = {
  ...{ code: 'secret-taken', namespace: 'runai-vision', name: 'c' },
  ...{ credential: 'Harbor', by: 't.ferreira', at: '' },
} as const

test('each secret gets its line as soon as it is reported, the failed ones first', () => {
  const { run, sent, tell, paint, lines, end } = makeRun()
  run.start(secrets('abc'))
  expect(sent[0]?.secrets[0]).toEqual(target('a'))
  expect(run.state.value).toMatchObject({ phase: 'running', total: 3, done: 0, lines: [] })
  tell('b')
  tell('a', changed)
  paint()
  expect(lines()).toEqual(['a failed', 'b done'])
  tell('c')
  end()
  expect(run.state.value).toMatchObject({ phase: 'finished', done: 2, failed: 1, left: 0 })
})

test('cancelling stops, and what was not reported is left; what is reported later is dropped', () => {
  const { run, sent, tell, lines } = makeRun()
  run.start(secrets('abc'))
  tell('a')
  run.cancel()
  expect(sent[0]?.isStopped).toBe(true)
  tell('b')
  expect(run.state.value).toMatchObject({ phase: 'cancelled', done: 1, left: 2 })
  expect(lines()).toEqual(['a done', 'b left', 'c left'])
})

test('what the list shows as done was done, though it was cancelled before that was reported', () => {
  const { run, tell, lines } = makeRun()
  run.start(secrets('abc'))
  tell('a')
  run.cancel()
  run.settle(({ uid }) => uid === 'c')
  expect(lines()).toEqual(['a done', 'c done', 'b left'])
  expect(run.state.value).toMatchObject({ done: 2, left: 1 })
})

test('the rest can be gone on with', () => {
  const { run, sent, tell, end } = makeRun()
  run.start(secrets('abc'))
  tell('a')
  run.cancel()
  run.goOn()
  expect(sent[1]?.secrets.map(({ uid }) => uid)).toEqual(['b', 'c'])
  expect(run.state.value).toMatchObject({ phase: 'running', total: 3, done: 1, left: 0 })
  tell('b')
  tell('c')
  end()
  expect(run.state.value).toMatchObject({ phase: 'finished', done: 3 })
})

test('what failed is tried again on the version that the list has now, but not what is taken or gone', () => {
  const { run, sent, listed, tell, end } = makeRun()
  run.start(secrets('abc'))
  tell('a')
  tell('b', changed)
  tell('c', taken)
  end()
  expect(run.state.value).toMatchObject({ failed: 2, retriable: 1 })
  listed.set('b', target('b', { resourceVersion: '7' }))
  run.tryAgain()
  expect(sent[1]?.secrets).toEqual([target('b', { resourceVersion: '7' })])
  tell('b')
  end()
  expect(run.state.value).toMatchObject({ phase: 'finished', done: 2, failed: 1, retriable: 0 })
})

test('a failure of the whole leaves what was not reported and says why', () => {
  const { run, sent, tell } = makeRun()
  run.start(secrets('ab'))
  tell('a')
  sent[0]?.handlers.onFailure({ code: 'connection-cut', server: 's' })
  expect(run.state.value).toMatchObject({ phase: 'broken', done: 1, left: 1, failure: { server: 's' } })
})

test('more than one call takes are sent one call after the other', () => {
  const { run, sent, end } = makeRun()
  const many = Array.from({ length: mostAtOnce + 1 }, (_, at) => target(`s${at}`))
  run.start(many)
  expect(sent.map((call) => call.secrets.length)).toEqual([mostAtOnce])
  end()
  expect(sent.map((call) => call.secrets.length)).toEqual([mostAtOnce, 1])
  expect(run.state.value?.phase).toBe('running')
  end()
  expect(run.state.value?.phase).toBe('finished')
})

test('clearing forgets, also a frame that was asked for', () => {
  const { run, sent, tell, paint } = makeRun()
  run.start(secrets('a'))
  tell('a')
  run.clear()
  paint()
  expect(sent[0]?.isStopped).toBe(true)
  expect(run.state.value).toBeNull()
})
