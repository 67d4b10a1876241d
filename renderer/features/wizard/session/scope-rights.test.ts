import { expect, test } from 'vitest'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import type { Result } from '../../../../shared/failure.ts'
import { createScopeRights } from './scope-rights.ts'

const right = { allowed: true, reason: '' }
const rightsIn = (namespace: string): Rights => ({ namespace, create: right, patch: right, get: right })

function makeRights(
  answer = (asked: string[]): Result<Rights[]> => ({ ok: true, value: asked.map(rightsIn) }),
) {
  const asked: string[][] = []
  const waiting: (() => void)[] = []
  const rights = createScopeRights({
    ask: (namespaces) => {
      asked.push(namespaces)
      return Promise.resolve(answer(namespaces))
    },
    later: (callback) => void waiting.push(callback),
  })
  const settle = async () => {
    waiting.splice(0).forEach((callback) => callback())
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { rights, asked, settle }
}

test('what becomes visible together is asked for at once, and never twice', async () => {
  const { rights, asked, settle } = makeRights()
  rights.want(['a', 'b'])
  rights.want(['b', 'c'])
  expect(rights.of('a')).toBeNull()
  await settle()
  rights.want(['a', 'c'])
  await settle()
  expect(asked).toEqual([['a', 'b', 'c']])
  expect(rights.of('c')).toEqual(rightsIn('c'))
})

test('no question has more than a hundred namespaces', async () => {
  const { rights, asked, settle } = makeRights()
  rights.want(Array.from({ length: 230 }, (_, at) => `n${at}`))
  await settle()
  expect(asked.map((batch) => batch.length)).toEqual([100, 100, 30])
})

test('a question that failed is reported and asked again when the user wants it', async () => {
  let isDown = true
  const { rights, asked, settle } = makeRights((namespaces) =>
    isDown
      ? { ok: false, failure: { code: 'internal', id: '1' } }
      : { ok: true, value: namespaces.map(rightsIn) },
  )
  rights.want(['a'])
  await settle()
  expect(rights.failure.value?.code).toBe('internal')
  rights.want(['b'])
  await settle()
  expect(asked.length).toBe(1)
  isDown = false
  rights.tryAgain()
  await settle()
  expect(rights.failure.value).toBeNull()
  expect(asked.at(-1)).toEqual(['a', 'b'])
})

test('after it was left nothing is asked', async () => {
  const { rights, asked, settle } = makeRights()
  rights.want(['a'])
  rights.leave()
  await settle()
  expect(asked).toEqual([])
})

test('a namespace that has refused is asked for again, and shown until then as it was', async () => {
  let allowed = true
  const { rights, asked, settle } = makeRights((namespaces) => ({
    ok: true,
    value: namespaces.map((name) => ({ ...rightsIn(name), create: { allowed, reason: '' } })),
  }))
  rights.want(['a', 'b'])
  await settle()
  allowed = false
  rights.askAgain('a')
  expect(rights.of('a')?.create.allowed).toBe(true)
  await settle()
  expect(asked).toEqual([['a', 'b'], ['a']])
  expect([rights.of('a')?.create.allowed, rights.of('b')?.create.allowed]).toEqual([false, true])
})

test('a namespace that refuses while a question about it is under way is asked for once more', async () => {
  const { rights, asked, settle } = makeRights()
  rights.want(['a', 'b'])
  const settled = settle()
  rights.askAgain('a')
  // Those of the question under way aren't asked for twice because they are still visible.
  rights.want(['a', 'b'])
  await settled
  await settle()
  expect(asked).toEqual([['a', 'b'], ['a']])
})
