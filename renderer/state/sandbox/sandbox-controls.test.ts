import { expect, test } from 'vitest'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { SandboxFaults } from '../../../shared/sandbox.ts'
import type { Api } from '../../api.ts'
import { createSandboxControls } from './sandbox-controls.ts'

const none: SandboxFaults = { latency: 0, failEvery: 0, failWith: 503, isReadOnly: false, isDead: false }
const internal: Failure = { code: 'internal', id: 'e1' }

/** Controls with a stub of the main process that accepts or refuses. The test releases the answers. */
function makeControls() {
  let held = none
  let failure: Failure | null = null
  let resets = 0
  let tellProblems: (problems: Failure[]) => void = () => undefined
  const waiting: (() => void)[] = []
  const resultOf = <T>(value: T): Result<T> =>
    failure === null ? { ok: true, value } : { ok: false, failure }
  const api: Pick<Api, 'sandbox'> = {
    sandbox: {
      faults: () => Promise.resolve({ ok: true, value: held }),
      switchFaults: (part) => {
        if (failure === null) held = { ...held, ...(part as Partial<SandboxFaults>) }
        const result = resultOf(held)
        return new Promise((resolve) => waiting.push(() => resolve(result)))
      },
      reset: () => {
        if (failure === null) resets += 1
        return Promise.resolve(resultOf(null))
      },
      problems: () => new Promise((resolve) => waiting.push(() => resolve({ ok: true, value: [] }))),
      problemsChanged: (listener) => {
        tellProblems = listener
        return () => undefined
      },
    },
  }
  return {
    controls: createSandboxControls(api),
    failWith: (next: Failure | null) => void (failure = next),
    resets: () => resets,
    tellProblems: (problems: Failure[]) => tellProblems(problems),
    answerAll: () => waiting.splice(0).forEach((letGo) => letGo()),
    answerLastFirst: () =>
      waiting
        .splice(0)
        .reverse()
        .forEach((letGo) => letGo()),
  }
}

test('nothing can be switched before it is known what holds', async () => {
  const { controls } = makeControls()
  await controls.change({ isDead: true })
  expect(controls.faults.value).toBeNull()
  await controls.read()
  expect(controls.faults.value).toEqual(none)
})

test('a switch shows at once, before the sandbox has taken it', async () => {
  const { controls, answerAll } = makeControls()
  await controls.read()
  const changed = controls.change({ latency: 300 })
  expect(controls.faults.value?.latency).toBe(300)
  answerAll()
  await changed
  expect(controls.faults.value).toEqual({ ...none, latency: 300 })
})

test('one that was not taken goes back to what holds, and is reported', async () => {
  const { controls, failWith, answerAll } = makeControls()
  await controls.read()
  failWith(internal)
  const changed = controls.change({ isDead: true })
  answerAll()
  await changed
  expect(controls.faults.value).toEqual(none)
  expect(controls.failure.value).toEqual(internal)
})

test('of two switches the later one holds, even if its answer comes first', async () => {
  const { controls, answerLastFirst } = makeControls()
  await controls.read()
  const first = controls.change({ failEvery: 3 })
  const second = controls.change({ isReadOnly: true })
  answerLastFirst()
  await Promise.all([first, second])
  expect(controls.faults.value).toEqual({ ...none, failEvery: 3, isReadOnly: true })
})

test('a reset is asked about first, and says when it is done', async () => {
  const { controls, resets } = makeControls()
  controls.askReset()
  expect(controls.isResetAsked.value).toBe(true)
  controls.leaveReset()
  expect(controls.isResetAsked.value).toBe(false)
  expect(resets()).toBe(0)
  controls.askReset()
  const both = [controls.reset('3.0'), controls.reset('3.0')]
  await Promise.all(both)
  expect(resets()).toBe(1)
  expect(controls.isResetAsked.value).toBe(false)
  expect(controls.wasReset.value).toBe(true)
  controls.forget()
  expect(controls.wasReset.value).toBe(false)
})

test('a reset that failed does not say that it was done', async () => {
  const { controls, failWith } = makeControls()
  failWith(internal)
  controls.askReset()
  await controls.reset('2.25')
  expect(controls.wasReset.value).toBe(false)
  expect(controls.failure.value).toEqual(internal)
})

test('what is reported of the file while it is asked about is not overwritten by the older answer', async () => {
  const { controls, tellProblems, answerAll } = makeControls()
  const following = controls.follow()
  const problem: Failure = { code: 'sandbox-not-written', file: '/u/sandbox.json', reason: 'ENOSPC' }
  tellProblems([problem])
  answerAll()
  await following
  expect(controls.problems.value).toEqual([problem])
  tellProblems([])
  expect(controls.problems.value).toEqual([])
})
