import { expect, test, vi } from 'vitest'
import type { Result } from '../../../shared/failure.ts'
import { createConnectionQuestion } from './connection-question.ts'

const unsafe = {
  ok: false as const,
  failure: {
    code: 'connection-unsafe' as const,
    context: 'lab',
    server: 'https://lab',
    protection: 'unverified' as const,
  },
}

function makeQuestion() {
  let isAllowed = false
  const allowConnection = vi.fn(() => {
    isAllowed = true
    return Promise.resolve({ ok: true as const, value: null })
  })
  const contexts = { allowConnection } as never
  const call = vi.fn((name: string): Promise<Result<string>> =>
    Promise.resolve(isAllowed ? { ok: true, value: name } : unsafe),
  )
  const question = createConnectionQuestion({ api: { contexts } })
  return { question, call, allowConnection, write: question.confirmed(call) }
}

test('a write over an unprotected connection is sent again once the user has agreed', async () => {
  const { question, call, write, allowConnection } = makeQuestion()
  const written = write('a')
  await vi.waitFor(() => expect(question.asked.value).toEqual(unsafe.failure))
  expect(call).toHaveBeenCalledTimes(1)
  await question.allow()
  expect(await written).toEqual({ ok: true, value: 'a' })
  expect(allowConnection).toHaveBeenCalledWith({
    context: 'lab',
    server: 'https://lab',
    protection: 'unverified',
  })
  expect(await write('b')).toEqual({ ok: true, value: 'b' })
  expect(question.asked.value).toBeNull()
})

test('a write that the user refuses keeps its failure, and nothing is sent', async () => {
  const { question, call, write } = makeQuestion()
  const written = write('a')
  await vi.waitFor(() => expect(question.asked.value).not.toBeNull())
  question.refuse()
  expect(await written).toEqual(unsafe)
  expect(call).toHaveBeenCalledTimes(1)
})

test('a question about another connection waits until the first one is answered', async () => {
  const { question, allowConnection } = makeQuestion()
  const other = { ...unsafe.failure, context: 'other', server: 'https://other' }
  const answers = [unsafe.failure, other, unsafe.failure].map((connection) => question.ask(connection))
  expect(question.asked.value).toEqual(unsafe.failure)
  await question.allow()
  expect(allowConnection).toHaveBeenCalledWith({
    ...{ context: 'lab', server: 'https://lab', protection: 'unverified' },
  })
  expect(await answers[0]).toBe(true)
  expect(await answers[2]).toBe(true)
  expect(question.asked.value).toEqual(other)
  question.refuse()
  expect(await answers[1]).toBe(false)
  expect(question.asked.value).toBeNull()
})

test('a late answer about a connection that the user refused meanwhile doesn’t answer the next question', async () => {
  const { question } = makeQuestion()
  const other = { ...unsafe.failure, context: 'other', server: 'https://other' }
  const answers = [question.ask(unsafe.failure), question.ask(other)]
  const allowed = question.allow()
  question.refuse()
  await allowed
  expect(await answers[0]).toBe(false)
  expect(question.asked.value).toEqual(other)
})
