import { shallowRef } from 'vue'
import type { LoginMessage, LoginTest } from '../../../shared/contract/registry.ts'
import type { Failure, FailureOf } from '../../../shared/failure.ts'
import type { LoginReport, LoginRequest } from '../../../shared/registry-login.ts'
import type { Api } from '../../api.ts'

/** The state of a test. `since` and `at` are in milliseconds since 1970. */
export type TestState =
  | { kind: 'none' }
  | { kind: 'asking'; since: number; request: LoginRequest | null }
  | { kind: 'done'; report: LoginReport; isPlain: boolean }
  | { kind: 'failed'; failure: Failure; at: number }

interface Deps {
  api: Pick<Api['registry'], 'testLogin'>
  /** Asks whether the Secret may be read over its connection. */
  askUnsafe: (failure: FailureOf<'connection-unsafe'>) => Promise<boolean>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Runs login tests. The last one started counts, and its subject may change meanwhile. */
export function createLoginTest({ api, askUnsafe, now }: Deps) {
  const state = shallowRef<TestState>({ kind: 'none' })
  let stop = () => {}
  let generation = 0

  function leave(): number {
    stop()
    stop = () => {}
    return ++generation
  }

  function take(message: LoginMessage, isPlain: boolean, since: number): void {
    state.value =
      message.kind === 'asking'
        ? { kind: 'asking', since, request: message.request }
        : { kind: 'done', report: message.report, isPlain }
  }

  function start(test: LoginTest): void {
    const mine = leave()
    const since = now()
    state.value = { kind: 'asking', since, request: null }
    const fail = (failure: Failure) => void (state.value = { kind: 'failed', failure, at: now() })
    stop = api.testLogin(test, {
      onMessage: (message) => take(message, test.plainHost !== '', since),
      onEnd: () => {},
      onFailure: (failure) => {
        if (failure.code !== 'connection-unsafe') {
          fail(failure)
          return
        }
        void askUnsafe(failure).then((isAllowed) => {
          if (mine !== generation) return
          if (isAllowed) start(test)
          else fail(failure)
        })
      },
    })
  }

  return {
    state,
    start,
    /** Something that the test needs is unavailable. */
    fail(failure: Failure): void {
      leave()
      state.value = { kind: 'failed', failure, at: now() }
    },
    /** Cancels what is under way and forgets the result, since the subject has changed. */
    forget(): void {
      leave()
      state.value = { kind: 'none' }
    },
  }
}
