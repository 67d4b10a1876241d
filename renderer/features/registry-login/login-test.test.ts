import { describe, expect, it } from 'vitest'
import type { LoginMessage, LoginTest } from '../../../shared/contract/registry.ts'
import type { LoginReport } from '../../../shared/registry-login.ts'
import type { StreamHandlers } from '../../api.ts'
import { createLoginTest } from './login-test.ts'

const asked: LoginTest = {
  ...{ from: 'entered', registryUrl: 'registry.example', username: 'u', password: 'p' },
  ...{ image: '', plainHost: '' },
}
const report: LoginReport = {
  outcome: { kind: 'accepted', by: 'basic', pull: null },
  ...{ requests: [], host: 'registry.example', at: '2026-11-29T12:00:00.000Z' },
}

function start(isAllowed = true) {
  const calls: { input: LoginTest; handlers: StreamHandlers<LoginMessage>; isStopped: boolean }[] = []
  const test = createLoginTest({
    api: {
      testLogin: (input, handlers) => {
        const call = { input, handlers, isStopped: false }
        calls.push(call)
        return () => void (call.isStopped = true)
      },
    },
    askUnsafe: () => Promise.resolve(isAllowed),
    now: () => 7,
  })
  return { test, calls }
}

describe('a test of a login', () => {
  it('says whom it asks and what came of it', () => {
    const { test, calls } = start()
    test.start(asked)
    expect(test.state.value).toEqual({ kind: 'asking', since: 7, request: null })
    calls[0]?.handlers.onMessage({ kind: 'done', report })
    expect(test.state.value).toEqual({ kind: 'done', report, isPlain: false })
  })

  it('is stopped on the wire by a newer one, and when it is forgotten', () => {
    const { test, calls } = start()
    test.start(asked)
    test.start({ ...asked, plainHost: 'registry.example' })
    expect(calls.map(({ isStopped }) => isStopped)).toEqual([true, false])
    test.forget()
    expect(calls.map(({ isStopped }) => isStopped)).toEqual([true, true])
    expect(test.state.value).toEqual({ kind: 'none' })
  })

  it('ends if authorities couldn’t be read, and ignores late answers', () => {
    const { test, calls } = start()
    test.start(asked)
    test.fail({ code: 'authorities-unreadable', file: '/k/ca.pem', reason: 'no-certificate' })
    expect(calls[0]?.isStopped).toBe(true)
    expect(test.state.value).toMatchObject({ kind: 'failed', failure: { code: 'authorities-unreadable' } })
  })

  it('reports a failure', () => {
    const { test, calls } = start()
    test.start(asked)
    calls[0]?.handlers.onFailure({ code: 'switched-off', what: 'login-test', file: '' })
    expect(test.state.value).toMatchObject({ kind: 'failed', failure: { code: 'switched-off' }, at: 7 })
  })

  it.each([true, false])(
    'of a secret over an unprotected connection asks first: allowed %s',
    async (isAllowed) => {
      const { test, calls } = start(isAllowed)
      test.start(asked)
      calls[0]?.handlers.onFailure({
        code: 'connection-unsafe',
        context: 'c',
        server: 's',
        protection: 'unverified',
      })
      await Promise.resolve()
      expect(calls).toHaveLength(isAllowed ? 2 : 1)
      expect(test.state.value.kind).toBe(isAllowed ? 'asking' : 'failed')
    },
  )
})
