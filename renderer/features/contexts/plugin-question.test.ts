import { reactive } from 'vue'
import { expect, test } from 'vitest'
import type { Health } from '../../../shared/contract/credentials.ts'
import type { FailureOf, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createPluginQuestion } from './plugin-question.ts'

const failure: FailureOf<'plugin-not-allowed'> = {
  code: 'plugin-not-allowed',
  file: '/k/config',
  user: 'bob',
  command: 'kubelogin',
  args: [],
  environment: [],
  isChanged: false,
  fingerprint: 'a'.repeat(64),
}

function makeQuestion(answer: Result<null> = { ok: true, value: null }) {
  const allowed: object[] = []
  let refreshed = 0
  const health: Health = { state: 'failed', asOf: '', failure }
  const credentials = reactive<{ context: string; health: Health | null; refresh: () => Promise<void> }>({
    context: 'prod',
    health,
    refresh: () => {
      refreshed += 1
      return Promise.resolve()
    },
  })
  const allowPlugin: Api['contexts']['allowPlugin'] = (input) => {
    allowed.push(input)
    return Promise.resolve(answer)
  }
  const api = { contexts: { allowPlugin } } as unknown as Pick<Api, 'contexts'>
  return {
    question: createPluginQuestion({ api, credentials }),
    credentials,
    allowed,
    refreshed: () => refreshed,
  }
}

test('nothing is asked while nothing wants to run', () => {
  const { question, credentials } = makeQuestion()
  expect(question.asked.value).toEqual(failure)
  credentials.health = { state: 'live', since: '' }
  expect(question.asked.value).toBeNull()
})

test('exactly the command that was shown is allowed, and the context is opened again', async () => {
  const { question, allowed, refreshed } = makeQuestion()
  await question.allow()
  expect(allowed).toEqual([{ context: 'prod', fingerprint: failure.fingerprint }])
  expect(refreshed()).toBe(1)
})

test('a command that was changed meanwhile is not allowed but shown', async () => {
  const { question, refreshed } = makeQuestion({ ok: false, failure: { ...failure, isChanged: true } })
  await question.allow()
  expect(question.failure.value).toBeNull()
  expect(refreshed()).toBe(1)
})

test('what keeps the answer from being remembered is told, and nothing is opened', async () => {
  const { question, refreshed } = makeQuestion({ ok: false, failure: { code: 'internal', id: '1' } })
  await question.allow()
  expect(question.failure.value).toEqual({ code: 'internal', id: '1' })
  expect(refreshed()).toBe(0)
})

test('an answer for a context that was left opens nothing', async () => {
  const { question, credentials, refreshed } = makeQuestion()
  const allowing = question.allow()
  credentials.context = 'lab'
  await allowing
  expect(refreshed()).toBe(0)
})

const reading: Health = { state: 'connecting', step: 'kubeconfig', done: [], plugin: '' }

test('a question that is looked at stays while the kubeconfig is read again', () => {
  const { question, credentials } = makeQuestion()
  question.isShown.value = true
  credentials.health = reading
  expect(question.asked.value).toEqual(failure)
  const changed = { ...failure, args: ['--verbose'], fingerprint: 'b'.repeat(64) }
  credentials.health = { state: 'failed', asOf: '', failure: changed }
  expect(question.asked.value).toEqual(changed)
  expect(question.isShown.value).toBe(true)
})

test('an answer that is given while the kubeconfig is read again counts', async () => {
  const { question, credentials, allowed, refreshed } = makeQuestion()
  question.isShown.value = true
  credentials.health = reading
  await question.allow()
  expect(allowed).toEqual([{ context: 'prod', fingerprint: failure.fingerprint }])
  expect(refreshed()).toBe(1)
  expect(question.isShown.value).toBe(false)
})

test('a question that was answered is closed, and no later one is shown unasked', () => {
  const { question, credentials } = makeQuestion()
  question.isShown.value = true
  credentials.health = { state: 'connecting', step: 'sign-in', done: [], plugin: '' }
  expect(question.asked.value).toBeNull()
  credentials.health = { state: 'failed', asOf: '', failure }
  expect(question.isShown.value).toBe(false)
})

test('the question of a context that was left is not asked in another one', () => {
  const { question, credentials } = makeQuestion()
  credentials.context = 'lab'
  credentials.health = reading
  expect(question.asked.value).toBeNull()
})
