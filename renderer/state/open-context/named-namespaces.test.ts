import { expect, test } from 'vitest'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createNamedNamespaces, readNames } from './named-namespaces.ts'

function makeNamed(answer: Result<null> | Promise<Result<null>> = { ok: true, value: null }) {
  const asked: object[] = []
  let refreshed = 0
  const openContext = {
    context: 'prod',
    refresh: () => {
      refreshed += 1
      return Promise.resolve()
    },
  }
  const settings = {
    current: Settings.parse({ namespaces: { prod: ['llm-eval'] } }),
    read: () => Promise.resolve(),
  }
  const nameNamespaces: Api['cluster']['nameNamespaces'] = (input) => {
    asked.push(input)
    return Promise.resolve(answer)
  }
  const api = { cluster: { nameNamespaces } } as unknown as Pick<Api, 'cluster'>
  const named = createNamedNamespaces({ api, settings, openContext })
  named.isOpen.value = true
  return { named, asked, openContext, refreshed: () => refreshed }
}

test('names are on lines or with spaces and commas between, each counts once', () => {
  expect(readNames(' runai-a\nrunai-b, runai-c;runai-a\n\n')).toEqual({
    names: ['runai-a', 'runai-b', 'runai-c'],
    wrong: [],
  })
})

test('what can’t be a namespace is reported separately', () => {
  expect(readNames('ok Team_A -x')).toEqual({ names: ['ok'], wrong: ['Team_A', '-x'] })
})

test('those of the open context are kept, and only its own', async () => {
  const { named, asked, openContext } = makeNamed()
  expect(named.kept()).toEqual(['llm-eval'])
  await named.keep(['llm-eval', 'seg-3d'])
  expect(asked).toEqual([{ context: 'prod', namespaces: ['llm-eval', 'seg-3d'] }])
  expect(named.isOpen.value).toBe(false)
  openContext.context = 'constructor'
  expect(named.kept()).toEqual([])
})

test('what can’t be kept stays in the dialog with the reason', async () => {
  const { named } = makeNamed({ ok: false, failure: { code: 'internal', id: '1' } })
  await named.keep(['a'])
  expect(named.isOpen.value).toBe(true)
  expect(named.failure.value).toEqual({ code: 'internal', id: '1' })
})

test('a list that is not open anymore is opened again with them', async () => {
  const { named, refreshed } = makeNamed({ ok: false, failure: { code: 'list-not-open', context: 'prod' } })
  await named.keep(['a'])
  expect(refreshed()).toBe(1)
  expect(named.isOpen.value).toBe(false)
})

test.each<Result<null>>([
  { ok: true, value: null },
  { ok: false, failure: { code: 'internal', id: '1' } },
])('an answer for a context that was left says nothing in the dialog of another', async (answer) => {
  const { promise, resolve } = Promise.withResolvers<Result<null>>()
  const { named, openContext } = makeNamed(promise)
  const kept = named.keep(['a'])
  named.close()
  openContext.context = 'other'
  named.isOpen.value = true
  resolve(answer)
  await kept
  expect([named.isOpen.value, named.failure.value]).toEqual([true, null])
})
