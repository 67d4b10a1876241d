import { failed, failureOf } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import type { PluginAnswer } from './plugin-answer.ts'

interface PluginSignIn {
  /** The plugin's answer, new or cached. */
  get: (signal?: AbortSignal) => Promise<PluginAnswer>
  /**
   * The cluster refused this answer. Returns whether the next `get` returns another one. It doesn't if this answer
   * itself was just fetched because of a refusal, because a third would be refused as well.
   */
  drop: (answer: PluginAnswer) => boolean
  /** The cluster accepted this answer. */
  accept: (answer: PluginAnswer) => void
  /** A person retries: forgets failures and refusals. */
  retry: () => void
  /** Ends a running plugin. */
  close: () => void
}

/** After a failure the plugin isn't run for this long, so that a dead cluster doesn't flood the identity provider. */
const restMilliseconds = 30_000
const longestMargin = 60_000
/** An answer without an expiry is renewed after this time: no credential lasts forever. */
const withoutExpiry = 3_600_000

/** Caches a plugin's answer until shortly before it expires, and runs the plugin once for all waiting callers. */
export function createPluginSignIn(
  run: (signal: AbortSignal) => Promise<PluginAnswer>,
  clock: Clock,
): PluginSignIn {
  let kept: { answer: PluginAnswer; until: number } | null = null
  let failure: { error: ExpectedError; until: number } | null = null
  /** After an answer was refused, its replacement isn't dropped until this time. */
  let renewedUntil = 0
  let isKeptRefused = false
  let running: { answer: Promise<PluginAnswer>; abort: AbortController; waiting: number } | null = null

  const start = () => {
    const abort = new AbortController()
    const answer = run(abort.signal).then(
      (given) => {
        kept = { answer: given, until: keepUntil(given, clock.now()) }
        isKeptRefused = false
        failure = null
        return given
      },
      (error: unknown) => {
        if (failureOf(error)?.code !== 'cancelled' && failureOf(error) !== null) {
          failure = { error: error as ExpectedError, until: clock.elapsed() + restMilliseconds }
        }
        throw error
      },
    )
    const started = { answer, abort, waiting: 0 }
    const finish = () => {
      if (running === started) running = null
    }
    answer.then(finish, finish)
    return started
  }

  return {
    get: async (signal) => {
      if (kept !== null && clock.now() < kept.until) return kept.answer
      if (failure !== null && clock.elapsed() < failure.until) throw failure.error
      running ??= start()
      const shared = running
      shared.waiting += 1
      const leave = () => {
        shared.waiting -= 1
        if (shared.waiting > 0) return
        // The next caller must not join a run that is being cancelled.
        if (running === shared) running = null
        shared.abort.abort()
      }
      return untilAborted(shared.answer, signal, leave)
    },
    drop: (answer) => {
      if (kept?.answer !== answer) return true
      if (clock.elapsed() < renewedUntil) {
        isKeptRefused = true
        return false
      }
      kept = null
      renewedUntil = clock.elapsed() + restMilliseconds
      return true
    },
    accept: (answer) => {
      if (kept?.answer === answer) renewedUntil = 0
    },
    retry: () => {
      failure = null
      renewedUntil = 0
      if (isKeptRefused) kept = null
    },
    close: () => running?.abort.abort(),
  }
}

function keepUntil({ expiresAt }: PluginAnswer, now: number): number {
  // An expiry in the past can come from a wrong clock: let the cluster decide.
  if (expiresAt === null || expiresAt <= now) return now + withoutExpiry
  return expiresAt - Math.min(longestMargin, (expiresAt - now) / 10)
}

/** Waits for a shared promise until the signal aborts; then calls `leave` and rejects with `cancelled`. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  leave: () => void = () => undefined,
): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const aborted = () => {
      leave()
      reject(failed('cancelled', { operation: 'kube:sign-in' }))
    }
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
