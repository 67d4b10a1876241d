import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fitness } from '../../../../shared/credential.ts'
import type { Result } from '../../../../shared/failure.ts'
import { createSecretCheck } from './secret-check.ts'

const asked = (registryUrl: string) => ({
  context: 'prod',
  place: { scope: { kind: 'cluster' as const, id: '' }, namespace: 'runai' },
  name: 'harbor-pull',
  type: 'docker-registry' as const,
  registryUrl,
})
const fitness = (resourceVersion: string): Fitness => ({
  resourceVersion,
  incompatibilities: [],
  remarks: [],
  leftAnnotations: [],
  expiries: [],
})

function makeCheck() {
  const answers: ((result: Result<Fitness>) => void)[] = []
  const urls: string[] = []
  const check = createSecretCheck({
    check: ({ registryUrl }) => {
      urls.push(registryUrl)
      return new Promise((resolve) => answers.push(resolve))
    },
    now: () => 0,
  })
  return { check, answers, urls }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is typed is asked for once, after a pause', async () => {
  const { check, urls, answers } = makeCheck()
  check.look(asked('harbor.io'), 400)
  check.look(asked('harbor.int'), 400)
  expect(check.state.value.kind).toBe('checking')
  await vi.advanceTimersByTimeAsync(400)
  expect(urls).toEqual(['harbor.int'])
  answers[0]?.({ ok: true, value: fitness('7') })
  await vi.advanceTimersByTimeAsync(0)
  expect(check.state.value).toEqual({ kind: 'checked', registryUrl: 'harbor.int', fitness: fitness('7') })
})

test('the newest question wins: an older answer that comes late is dropped', async () => {
  const { check, answers } = makeCheck()
  check.look(asked('a'), 0)
  await vi.advanceTimersByTimeAsync(0)
  check.look(asked('b'), 0)
  await vi.advanceTimersByTimeAsync(0)
  answers[1]?.({ ok: true, value: fitness('2') })
  await vi.advanceTimersByTimeAsync(0)
  answers[0]?.({ ok: false, failure: { code: 'internal', id: '1' } })
  await vi.advanceTimersByTimeAsync(0)
  expect(check.state.value).toMatchObject({ kind: 'checked', registryUrl: 'b' })
})

test('the answer to a check that was forgotten is ignored', async () => {
  const { check, answers } = makeCheck()
  check.look(asked('a'), 0)
  await vi.advanceTimersByTimeAsync(0)
  check.forget()
  answers[0]?.({ ok: true, value: fitness('1') })
  await vi.advanceTimersByTimeAsync(0)
  expect(check.state.value).toEqual({ kind: 'none' })
})
