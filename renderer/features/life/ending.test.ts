import { expect, test } from 'vitest'
import type { UsageMessage } from '../../../shared/contract/usage.ts'
import type { Origin } from '../../../shared/credential.ts'
import { userOf } from '../usage/usage.fixture.ts'
import { mostLookedAt, type LifeOutcome, type LookedAt } from '../../../shared/contract/life.ts'
import type { Failure } from '../../../shared/failure.ts'
import { credentialState, drivenStreams } from './life.fixture.ts'
import { createEnding, mostDeleted } from './ending.ts'

const gone: Failure = { code: 'secret-gone', namespace: 'runai-vision', name: 'gone' }
const lookedAt = (name: string): LookedAt => {
  if (name === 'gone') return { namespace: 'runai-vision', name, state: null, failure: gone }
  const rights = {
    patch: { allowed: name !== 'locked', reason: '' },
    delete: { allowed: true, reason: '' },
  }
  return { namespace: 'runai-vision', name, state: credentialState(name, { rights }), failure: null }
}

async function makeEnding(names: string[], origin: Origin = 'existing') {
  const looks: number[] = []
  const streams = drivenStreams<{ credentials: { name: string; resourceVersion: string }[] }, LifeOutcome>()
  const deletions = drivenStreams<{ credentials: { name: string }[] }, LifeOutcome>()
  const uses = drivenStreams<{ name: string }, UsageMessage>()
  const frames: (() => void)[] = []
  const ending = createEnding({
    api: {
      life: {
        look: ({ credentials }: { credentials: { name: string }[] }) => {
          looks.push(credentials.length)
          return Promise.resolve({ ok: true, value: credentials.map(({ name }) => lookedAt(name)) })
        },
        release: streams.start,
        delete: deletions.start,
      },
      usage: { find: uses.start },
    } as never,
    context: 'lab',
    credentials: names.map((name) => ({
      ...{ namespace: 'runai-vision', kubernetesName: name, status: { kind: 'ok' } as const, owner: null },
      origin: name.startsWith('console') ? 'console' : origin,
    })),
    schedule: (callback) => void frames.push(callback),
  })
  await ending.look()
  const tell = (name: string, failure: Failure | null = null) =>
    streams.last().handlers.onMessage({
      ...{ namespace: 'runai-vision', name, failure },
      undo: failure === null ? `undo-${name}` : null,
      heldBy: [],
    })
  return { ending, looks, streams, deletions, uses, tell, end: () => streams.last().handlers.onEnd() }
}

test('leaves out what the console keeps, before anything is asked', async () => {
  const { ending, looks } = await makeEnding(['a', 'console-key', 'b'])
  expect(looks).toEqual([2])
  expect(ending.taken.value.map(({ kubernetesName }) => kubernetesName)).toEqual(['a', 'b'])
  expect(ending.leftOut.value).toEqual([
    {
      ...{ namespace: 'runai-vision', name: 'console-key' },
      failure: { keptElsewhere: 'The Run:ai console manages it. Change it there.' },
    },
  ])
})

test('leaves out what is no longer a credential and what may not be changed, with the reason', async () => {
  const { ending } = await makeEnding(['a', 'gone', 'locked'])
  expect(ending.taken.value.map(({ kubernetesName }) => kubernetesName)).toEqual(['a'])
  expect(ending.leftOut.value).toEqual([
    { namespace: 'runai-vision', name: 'gone', failure: gone },
    { namespace: 'runai-vision', name: 'locked', failure: 'not-allowed' },
  ])
})

test('reads many in parts', async () => {
  const { looks } = await makeEnding(Array.from({ length: mostLookedAt + 1 }, (_, at) => `s${at}`))
  expect(looks).toEqual([mostLookedAt, 1])
})

test('releases each on the version that was read, and keeps what takes it back', async () => {
  const { ending, streams, tell, end } = await makeEnding(['a', 'b'])
  ending.start()
  expect(streams.last().input.credentials).toEqual([
    { namespace: 'runai-vision', name: 'a', uid: 'uid-a', resourceVersion: '7' },
    { namespace: 'runai-vision', name: 'b', uid: 'uid-b', resourceVersion: '7' },
  ])
  tell('a')
  tell('b', { code: 'credential-changed', namespace: 'runai-vision', name: 'b' })
  end()
  expect(ending.run.value).toMatchObject({ phase: 'finished', done: 1, failed: 1, retriable: 0 })
  expect(ending.undo()).toEqual(['undo-a'])
})

test('cancelling stops, and leaves the rest', async () => {
  const { ending, streams, tell } = await makeEnding(['a', 'b', 'c'])
  ending.start()
  tell('a')
  ending.cancel()
  expect(streams.last().isStopped).toBe(true)
  expect(ending.run.value).toMatchObject({ phase: 'cancelled', done: 1, left: 2 })
})

test('deletes by default only what was made with its secret, and not too many of them', async () => {
  expect((await makeEnding(['a', 'b'])).ending.choice.value).toBe('release')
  expect((await makeEnding(['a', 'b'], 'new')).ending.choice.value).toBe('delete')
  const many = Array.from({ length: mostDeleted + 1 }, (_, at) => `s${at}`)
  expect((await makeEnding(many, 'new')).ending.choice.value).toBe('release')
})

test('looks for what uses each secret, one after the other, before it can be deleted', async () => {
  const { ending, uses, deletions } = await makeEnding(['a', 'b'])
  expect(uses.started).toEqual([])
  ending.choose('delete')
  expect([uses.started.length, uses.last().input.name, ending.canStart.value]).toEqual([1, 'a', false])
  uses.last().handlers.onEnd()
  expect([uses.started.length, uses.last().input.name, ending.canStart.value]).toEqual([2, 'b', false])
  uses.last().handlers.onEnd()
  expect([ending.usage.needsConsent.value, ending.canStart.value]).toEqual([false, true])
  ending.start()
  expect(deletions.last().input.credentials).toMatchObject([{ name: 'a' }, { name: 'b' }])
})

test('what something uses is deleted only if that was accepted', async () => {
  const { ending, uses } = await makeEnding(['a'], 'new')
  uses.last().handlers.onMessage({ kind: 'users', users: [userOf('triton')] })
  uses.last().handlers.onEnd()
  expect([ending.usage.needsConsent.value, ending.canStart.value]).toEqual([true, false])
  ending.isUseAccepted.value = true
  expect(ending.canStart.value).toBe(true)
})

test('what couldn’t be seen, or was not waited for, must be accepted, too', async () => {
  const forbidden: Failure = {
    code: 'forbidden',
    ...{ user: 'u', verb: 'list', resource: 'pods', namespace: 'n' },
  }
  const unseen = { resource: 'pods', namespaces: ['n'], count: 1, failure: forbidden }
  const first = await makeEnding(['a'], 'new')
  first.uses.last().handlers.onMessage({ kind: 'unseen', unseen: [unseen] })
  first.uses.last().handlers.onEnd()
  expect([first.ending.usage.needsConsent.value, first.ending.canStart.value]).toEqual([true, false])

  const second = await makeEnding(['a'], 'new')
  second.ending.usage.looks.value[0]?.look.stop()
  expect([second.ending.usage.isSettled.value, second.ending.canStart.value]).toEqual([true, false])
})

test('looks again only at those of which not all could be seen, and what was accepted before does not count', async () => {
  const { ending, uses } = await makeEnding(['a', 'b'], 'new')
  uses.last().handlers.onEnd()
  uses.last().handlers.onFailure({ code: 'connection-cut', server: 's' })
  ending.isUseAccepted.value = true
  expect(ending.canStart.value).toBe(true)
  ending.usage.again()
  expect([uses.started.length, uses.last().input.name]).toEqual([3, 'b'])
  expect([ending.isUseAccepted.value, ending.canStart.value]).toEqual([false, false])
  uses.last().handlers.onMessage({ kind: 'users', users: [userOf('triton')] })
  uses.last().handlers.onEnd()
  expect([ending.usage.isPartial.value, ending.canStart.value]).toEqual([false, false])
})

test('reports the finalizers that hold what was deleted', async () => {
  const { ending, uses, deletions } = await makeEnding(['a'], 'new')
  uses.last().handlers.onEnd()
  ending.start()
  const outcome = { namespace: 'runai-vision', name: 'a', failure: null, undo: null }
  deletions.last().handlers.onMessage({ ...outcome, heldBy: ['example.com/never'] })
  deletions.last().handlers.onEnd()
  expect(ending.run.value?.lines[0]?.state).toEqual({
    kind: 'done',
    remark: 'Being deleted. Waiting for the finalizer example.com/never.',
  })
})
