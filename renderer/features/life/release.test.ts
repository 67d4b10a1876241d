import { expect, test } from 'vitest'
import { mostLookedAt, type LifeOutcome, type LookedAt } from '../../../shared/contract/life.ts'
import type { Failure } from '../../../shared/failure.ts'
import { credentialState, drivenStreams } from './life.fixture.ts'
import { createRelease } from './release.ts'

const gone: Failure = { code: 'secret-gone', namespace: 'runai-vision', name: 'gone' }
const lookedAt = (name: string): LookedAt => {
  if (name === 'gone') return { namespace: 'runai-vision', name, state: null, failure: gone }
  const rights = {
    patch: { allowed: name !== 'locked', reason: '' },
    delete: { allowed: true, reason: '' },
  }
  return { namespace: 'runai-vision', name, state: credentialState(name, { rights }), failure: null }
}

async function makeRelease(names: string[]) {
  const looks: number[] = []
  const streams = drivenStreams<{ credentials: { name: string; resourceVersion: string }[] }, LifeOutcome>()
  const frames: (() => void)[] = []
  const release = createRelease({
    api: {
      life: {
        look: ({ credentials }: { credentials: { name: string }[] }) => {
          looks.push(credentials.length)
          return Promise.resolve({ ok: true, value: credentials.map(({ name }) => lookedAt(name)) })
        },
        release: streams.start,
      },
    } as never,
    context: 'lab',
    credentials: names.map((name) => ({ namespace: 'runai-vision', kubernetesName: name })),
    schedule: (callback) => void frames.push(callback),
  })
  await release.look()
  const tell = (name: string, failure: Failure | null = null) =>
    streams.last().handlers.onMessage({
      ...{ namespace: 'runai-vision', name, failure },
      undo: failure === null ? `undo-${name}` : null,
      heldBy: [],
    })
  return { release, looks, streams, tell, end: () => streams.last().handlers.onEnd() }
}

test('leaves out what is none any more and what may not be changed, with the reason', async () => {
  const { release } = await makeRelease(['a', 'gone', 'locked'])
  expect(release.taken.value.map(({ kubernetesName }) => kubernetesName)).toEqual(['a'])
  expect(release.leftOut.value).toEqual([
    { namespace: 'runai-vision', name: 'gone', failure: gone },
    { namespace: 'runai-vision', name: 'locked', failure: 'not-allowed' },
  ])
})

test('reads many in parts', async () => {
  const { looks } = await makeRelease(Array.from({ length: mostLookedAt + 1 }, (_, at) => `s${at}`))
  expect(looks).toEqual([mostLookedAt, 1])
})

test('releases each on the version that was read, and keeps what takes it back', async () => {
  const { release, streams, tell, end } = await makeRelease(['a', 'b'])
  release.start()
  expect(streams.last().input.credentials).toEqual([
    { namespace: 'runai-vision', name: 'a', uid: 'uid-a', resourceVersion: '7' },
    { namespace: 'runai-vision', name: 'b', uid: 'uid-b', resourceVersion: '7' },
  ])
  tell('a')
  tell('b', { code: 'credential-changed', namespace: 'runai-vision', name: 'b' })
  end()
  expect(release.run.value).toMatchObject({ phase: 'finished', done: 1, failed: 1, retriable: 0 })
  expect(release.undo()).toEqual(['undo-a'])
})

test('cancelling stops, and leaves the rest', async () => {
  const { release, streams, tell } = await makeRelease(['a', 'b', 'c'])
  release.start()
  tell('a')
  release.cancel()
  expect(streams.last().isStopped).toBe(true)
  expect(release.run.value).toMatchObject({ phase: 'cancelled', done: 1, left: 2 })
})
