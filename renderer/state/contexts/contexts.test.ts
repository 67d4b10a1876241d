import { nextTick } from 'vue'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import { listOf, makeContexts, summary } from './contexts.fixture.ts'

const names = (found: readonly { name: string }[]) => found.map(({ name }) => name)
const refusal: Failure = { code: 'unauthorized', server: 's', user: 'bob', expiredAt: '' }

describe('the contexts', () => {
  test('only the one that is to be opened is opened, and what was opened is remembered', async () => {
    const { contexts, opened, settings } = makeContexts(
      listOf([summary('a'), summary('b'), summary('c')], { current: 'b' }),
      { recentContexts: ['c'] },
    )
    await contexts.start()
    expect(opened).toEqual(['b'])
    expect(settings.current.recentContexts).toEqual(['b', 'c'])
    expect(names(contexts.recent.value)).toEqual(['b', 'c', 'a'])
  })

  test('looking at all of them opens none', async () => {
    const { contexts, opened } = makeContexts(listOf([summary('a'), summary('b')], { current: 'a' }))
    await contexts.start()
    contexts.isSwitcherOpen.value = true
    expect(contexts.recent.value.map(({ name }) => contexts.stateOf(name).word)).toEqual([
      'Connecting',
      'Not connected',
    ])
    expect(opened).toEqual(['a'])
  })

  test('one that a second start asks for during the first is opened once it is known what was open before', async () => {
    const { contexts, opened, settings, ask } = makeContexts(listOf([summary('a')], { current: 'a' }))
    const { promise, resolve } = Promise.withResolvers<undefined>()
    settings.read = () => promise.then(() => void (settings.current.recentContexts = ['c']))
    const started = contexts.start()
    ask(listOf([summary('a'), summary('b'), summary('c')], { current: 'b' }))
    resolve(undefined)
    await started
    expect(opened).toEqual(['b'])
    expect(settings.current.recentContexts).toEqual(['b', 'c'])
  })

  test('one that can’t be used is not opened', async () => {
    const problem: Failure = { code: 'context-dangling', context: 'b', kind: 'user', name: 'x', file: '/k' }
    const { contexts, opened } = makeContexts(
      listOf([summary('a'), summary('b', { problem })], { current: 'a' }),
    )
    await contexts.start()
    contexts.choose('b')
    contexts.choose('unknown')
    expect(opened).toEqual(['a'])
  })

  test('the sandbox is in no file and can be opened', async () => {
    const { contexts, opened, settings } = makeContexts(listOf([], { sandbox: 'sandbox' }))
    await contexts.start()
    contexts.choose('sandbox')
    expect(opened).toEqual(['', 'sandbox'])
    expect(settings.current.lastContext).toBe('sandbox')
  })

  test('one that was left is reported as it was left', async () => {
    const { contexts, live, fail } = makeContexts(listOf([summary('a'), summary('b')], { current: 'a' }))
    await contexts.start()
    live('a')
    contexts.choose('b')
    fail(refusal)
    expect(contexts.stateOf('a')).toEqual({ word: 'Closed', tone: 'off' })
    contexts.choose('a')
    expect(contexts.stateOf('b')).toEqual({ word: 'Signed out', tone: 'bad' })
  })
})

describe('a kubeconfig that a person chooses', () => {
  test('is also opened if it is asked for while the first reading is under way', async () => {
    const { contexts, opened, chosen, openContext } = makeContexts(listOf([summary('a')], { current: 'a' }))
    chosen.list = listOf([summary('chosen')], { current: 'chosen' })
    const started = contexts.start()
    await Promise.all([started, contexts.openKubeconfig()])
    expect(chosen.times).toBe(1)
    expect(openContext.context).toBe('chosen')
    expect(opened.at(-1)).toBe('chosen')
    expect(names(contexts.contexts.value)).toEqual(['chosen'])
    expect(contexts.isReading.value).toBe(false)
  })

  test('is asked for by one dialog, however often the key is pressed', async () => {
    const { contexts, chosen } = makeContexts(listOf([summary('a')], { current: 'a' }))
    await contexts.start()
    await Promise.all([contexts.openKubeconfig(), contexts.openKubeconfig(), contexts.openKubeconfig()])
    expect(chosen.times).toBe(1)
    await contexts.openKubeconfig()
    expect(chosen.times).toBe(2)
  })
})

describe('a kubeconfig that changes while it is open', () => {
  const first = listOf([summary('a'), summary('b')], { current: 'a' })

  test('is taken up, and what is open stays open', async () => {
    const { contexts, opened, live, change } = makeContexts(first)
    await contexts.start()
    live('a')
    change(listOf([summary('a'), summary('new')], { current: 'new' }))
    expect(names(contexts.contexts.value)).toEqual(['a', 'new'])
    expect(opened).toEqual(['a'])
    expect(contexts.drift.value).toBeNull()
  })

  test('says when it no longer names what is open, until that is dismissed or it comes back', async () => {
    const { contexts, opened, live, change } = makeContexts(first)
    await contexts.start()
    live('a')
    change(listOf([summary('b')]))
    expect(contexts.drift.value).toBe('gone')
    contexts.dismissDrift()
    expect(contexts.drift.value).toBeNull()
    await nextTick()
    change(first)
    await nextTick()
    change(listOf([summary('b')]))
    expect(contexts.drift.value).toBe('gone')
    expect(opened).toEqual(['a'])
  })

  test('says when the name stands for something else, which is opened when the user wants it', async () => {
    const { contexts, opened, live, change } = makeContexts(first)
    await contexts.start()
    live('a')
    change(listOf([summary('a', { server: 'https://elsewhere.example.org' })]))
    expect(contexts.drift.value).toBe('changed')
    contexts.openAnew()
    live('a', { server: 'https://elsewhere.example.org' })
    expect(contexts.drift.value).toBeNull()
    expect(opened).toEqual(['a', 'a'])
  })

  test('while it is read for the first time is not missed', async () => {
    const { contexts, opened, change } = makeContexts(listOf([]))
    const starting = contexts.start()
    change(first)
    await starting
    expect(opened).toEqual(['a'])
    expect(names(contexts.contexts.value)).toEqual(['a', 'b'])
  })

  test('that appears when there was none is opened by itself', async () => {
    const { contexts, opened, change } = makeContexts(listOf([]))
    await contexts.start()
    change(first)
    expect(opened).toEqual(['', 'a'])
  })
})

describe('a context that failed', () => {
  const list = listOf([summary('a')], { current: 'a' })

  test('is tried again once when the kubeconfig has news, before or after it failed', async () => {
    const { contexts, live, fail, change, retried } = makeContexts(list)
    await contexts.start()
    fail(refusal)
    await nextTick()
    expect(retried()).toBe(0)
    change(list)
    expect(retried()).toBe(1)
    live('a')
    change(list)
    fail(refusal)
    await nextTick()
    expect(retried()).toBe(2)
    live('a')
    fail(refusal)
    await nextTick()
    expect(retried()).toBe(2)
  })

  test('is left alone if the user stopped it, and if a plugin signs in', async () => {
    const { contexts, openContext, fail, change, retried } = makeContexts(list)
    await contexts.start()
    fail({ code: 'cancelled', operation: 'connect' })
    change(list)
    fail({ code: 'plugin-failed', command: 'kubelogin', exitCode: 1 })
    change(list)
    openContext.health = { state: 'connecting', step: 'sign-in', done: [], plugin: 'kubelogin' }
    fail(refusal)
    change(list)
    await nextTick()
    expect(retried()).toBe(0)
  })
})
