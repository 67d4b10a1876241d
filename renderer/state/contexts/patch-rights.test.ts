import { expect, test } from 'vitest'
import type { Rights } from '../../../shared/contract/wizard.ts'
import type { Result } from '../../../shared/failure.ts'
import { createPatchRights } from './patch-rights.ts'

const yes = { allowed: true, reason: '' }
const no = { allowed: false, reason: '' }

function makeRights(answer: (namespace: string) => Partial<Rights> = () => ({})) {
  const calls: string[][] = []
  let time = 0
  let isDown = false
  const rights = createPatchRights({
    now: () => time,
    api: {
      wizard: {
        rights: ({ namespaces }): Promise<Result<Rights[]>> => {
          calls.push([...namespaces])
          if (isDown)
            return Promise.resolve({ ok: false, failure: { code: 'connection-refused', server: 's' } })
          const value = namespaces.map((namespace) => ({
            ...{ namespace, create: yes, patch: yes, get: yes },
            ...answer(namespace),
          }))
          return Promise.resolve({ ok: true, value })
        },
      },
    },
  })
  return { rights, calls, pass: (ms: number) => void (time += ms), down: (is: boolean) => void (isDown = is) }
}

test('the reason names the verb that is missing, and the cluster’s own words if it gave some', async () => {
  const { rights } = makeRights((namespace) => {
    if (namespace === 'a') return { patch: no }
    return namespace === 'b' ? { get: { allowed: false, reason: 'no role' } } : {}
  })
  await rights.ask('prod', ['a', 'b', 'c'])
  expect(rights.reasonAgainst('a')).toBe(
    'You can’t patch secrets in a. Ask your administrator for the verb patch on secrets.',
  )
  expect(rights.reasonAgainst('b')).toContain('You can’t get secrets in b.')
  expect(rights.reasonAgainst('b')).toContain('No role.')
  expect(rights.reasonAgainst('c')).toBe('')
})

test('a namespace is asked for once in a minute, and again in another context', async () => {
  const { rights, calls, pass } = makeRights(() => ({ patch: no }))
  await rights.ask('prod', ['a', 'a'])
  await rights.ask('prod', ['a', 'b'])
  expect(calls).toEqual([['a'], ['b']])
  pass(60_000)
  await rights.ask('prod', ['a'])
  expect(calls).toHaveLength(3)
  const asking = rights.ask('staging', ['a'])
  expect(rights.reasonAgainst('a')).toBe('')
  await asking
  expect(calls).toHaveLength(4)
})

test('many namespaces are asked for a hundred at a time', async () => {
  const { rights, calls } = makeRights()
  await rights.ask(
    'prod',
    Array.from({ length: 250 }, (_, at) => `n${at}`),
  )
  expect(calls.map(({ length }) => length)).toEqual([100, 100, 50])
})

test('what the cluster did not answer is asked for the next time', async () => {
  const { rights, calls, down } = makeRights()
  down(true)
  await rights.ask('prod', ['a'])
  expect(rights.reasonAgainst('a')).toBe('')
  down(false)
  await rights.ask('prod', ['a'])
  expect(calls).toHaveLength(2)
})

test('what was answered is asked again when it no longer holds, and shown until then as it was', async () => {
  let reasons = false
  const { rights, calls } = makeRights(() => (reasons ? { patch: no } : {}))
  await rights.ask('prod', ['a', 'b'])
  reasons = true
  const asking = rights.askAgain(['a'])
  expect(rights.reasonAgainst('a')).toBe('')
  await asking
  expect(rights.reasonAgainst('a')).not.toBe('')
  expect(rights.reasonAgainst('b')).toBe('')
  await rights.askAgain()
  expect(rights.reasonAgainst('b')).not.toBe('')
  expect(calls.slice(1).map((call) => call.sort())).toEqual([['a'], ['a', 'b']])
})
