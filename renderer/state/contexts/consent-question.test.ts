import { reactive } from 'vue'
import { expect, test } from 'vitest'
import type { Health } from '../../../shared/contract/cluster.ts'
import type { FailureOf, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createConsentQuestion } from './consent-question.ts'

const failure: FailureOf<'plugin-not-allowed'> = {
  code: 'plugin-not-allowed',
  file: '/k/config',
  user: 'bob',
  server: 'https://c.example',
  command: 'kubelogin',
  program: { path: '/bin/kubelogin', target: '/bin/kubelogin', size: 1, changedAt: '' },
  args: [],
  isToldOfCluster: false,
  clusterConfig: '',
  environment: [],
  isChanged: false,
  fingerprint: 'a'.repeat(64),
}

function makeQuestion(answer: Result<null> = { ok: true, value: null }) {
  const allowed: object[] = []
  let retried = 0
  const health: Health = { state: 'failed', asOf: '', failure }
  const openContext = reactive<{
    context: string
    health: Health | null
    isComplete: boolean
    retry: () => Promise<void>
  }>({
    context: 'prod',
    isComplete: false,
    health,
    retry: () => {
      retried += 1
      return Promise.resolve()
    },
  })
  const allow: Api['contexts']['allow'] = (input) => {
    allowed.push(input)
    return Promise.resolve(answer)
  }
  const api = { contexts: { allow } } as unknown as Pick<Api, 'contexts'>
  return {
    question: createConsentQuestion({ api, openContext }),
    openContext,
    allowed,
    retried: () => retried,
  }
}

test('nothing is asked while nothing wants to run', () => {
  const { question, openContext } = makeQuestion()
  expect(question.asked.value).toEqual(failure)
  openContext.health = { state: 'live', since: '' }
  expect(question.asked.value).toBeNull()
})

test('exactly the command that was shown is allowed, and the context is opened again', async () => {
  const { question, allowed, retried } = makeQuestion()
  await question.allow()
  expect(allowed).toEqual([{ context: 'prod', fingerprint: failure.fingerprint }])
  expect(retried()).toBe(1)
})

test('a command that was changed in the meantime is not allowed but shown', async () => {
  const { question, retried } = makeQuestion({ ok: false, failure: { ...failure, isChanged: true } })
  await question.allow()
  expect(question.failure.value).toBeNull()
  expect(retried()).toBe(1)
})

test('what keeps the answer from being remembered is reported, and nothing is opened', async () => {
  const { question, retried } = makeQuestion({ ok: false, failure: { code: 'internal', id: '1' } })
  await question.allow()
  expect(question.failure.value).toEqual({ code: 'internal', id: '1' })
  expect(retried()).toBe(0)
})

test('an answer for a context that was left opens nothing', async () => {
  const { question, openContext, retried } = makeQuestion()
  const allowing = question.allow()
  openContext.context = 'lab'
  await allowing
  expect(retried()).toBe(0)
})

const reading: Health = { state: 'connecting', step: 'kubeconfig', done: [], plugin: '' }

test('a question that is looked at stays while the kubeconfig is read again', () => {
  const { question, openContext } = makeQuestion()
  question.isShown.value = true
  openContext.health = reading
  expect(question.asked.value).toEqual(failure)
  const changed = { ...failure, args: ['--verbose'], fingerprint: 'b'.repeat(64) }
  openContext.health = { state: 'failed', asOf: '', failure: changed }
  expect(question.asked.value).toEqual(changed)
  expect(question.isShown.value).toBe(true)
})

test('an answer that is given while the kubeconfig is read again counts', async () => {
  const { question, openContext, allowed, retried } = makeQuestion()
  question.isShown.value = true
  openContext.health = reading
  await question.allow()
  expect(allowed).toEqual([{ context: 'prod', fingerprint: failure.fingerprint }])
  expect(retried()).toBe(1)
  expect(question.isShown.value).toBe(false)
})

test('a question that was answered is closed, and no later one is shown unasked', () => {
  const { question, openContext } = makeQuestion()
  question.isShown.value = true
  openContext.health = { state: 'connecting', step: 'sign-in', done: [], plugin: '' }
  expect(question.asked.value).toBeNull()
  openContext.health = { state: 'failed', asOf: '', failure }
  expect(question.isShown.value).toBe(false)
})

test('the question of a context that was left is not asked in another one', () => {
  const { question, openContext } = makeQuestion()
  openContext.context = 'lab'
  openContext.health = reading
  expect(question.asked.value).toBeNull()
})

test('it is shown by itself once, before there is a list, and never over rows that stay', () => {
  const { question, openContext } = makeQuestion()
  expect(question.isShown.value).toBe(true)
  question.isShown.value = false
  openContext.health = { state: 'failed', asOf: '', failure: { ...failure } }
  expect(question.isShown.value).toBe(false)
  openContext.health = { state: 'failed', asOf: '', failure: { ...failure, fingerprint: 'b'.repeat(64) } }
  expect(question.isShown.value).toBe(true)
  question.isShown.value = false
  openContext.isComplete = true
  openContext.health = { state: 'failed', asOf: '', failure: { ...failure, fingerprint: 'c'.repeat(64) } }
  expect(question.isShown.value).toBe(false)
})

test('files outside the folder of a kubeconfig are asked about in the same way', async () => {
  const { question, openContext, allowed } = makeQuestion()
  const fingerprint = 'd'.repeat(64)
  const files = [{ field: 'tokenFile', path: '/home/bob/.npmrc', target: '/home/bob/.npmrc' }]
  const other = {
    code: 'files-not-allowed',
    file: '/k',
    user: 'bob',
    server: 'https://c',
    files,
    fingerprint,
  } as const
  openContext.health = { state: 'failed', asOf: '', failure: { ...other } }
  expect(question.asked.value).toEqual(other)
  await question.allow()
  expect(allowed).toEqual([{ context: 'prod', fingerprint }])
})
