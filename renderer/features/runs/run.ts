import { shallowRef } from 'vue'
import { mostAtOnce, type WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { StreamHandlers } from '../../api.ts'
import { canTryAgain, createRunLines, isLeft, type RunSum, type RunTarget } from './run-lines.ts'

/** A change of several secrets, under way or ended. */
export interface Run<T extends RunTarget = RunTarget> extends RunSum<T> {
  phase: 'running' | 'finished' | 'cancelled' | 'broken'
  /** What broke off the whole change. */
  failure: Failure | null
}

interface Deps<T extends RunTarget, O extends WriteOutcome> {
  /** Starts changing some secrets. Returns a function that stops it. */
  send: (secrets: T[], handlers: StreamHandlers<O>) => () => void
  /** A message for one that was done, instead of the default. Empty for none. */
  remarkOf?: (outcome: O) => string
  /** The list's current state of a secret. */
  find: (uid: string) => T | undefined
  /** Calls back before the next frame is painted. */
  schedule: (callback: () => void) => void
}

/** Changes secrets, as many per call as it accepts, and reports each outcome. */
export function createRun<T extends RunTarget, O extends WriteOutcome = WriteOutcome>({
  send,
  find,
  remarkOf = () => '',
  schedule,
}: Deps<T, O>) {
  const lines = createRunLines<T>()
  const state = shallowRef<Run<T> | null>(null)
  let stop: (() => void) | null = null
  let generation = 0
  let isScheduled = false

  function show(phase: Run['phase'], failure: Failure | null = null): void {
    isScheduled = false
    state.value = { phase, failure, ...lines.sum() }
  }

  function showSoon(): void {
    if (isScheduled) return
    isScheduled = true
    schedule(() => {
      if (isScheduled) show('running')
    })
  }

  function end(phase: Run['phase'], failure: Failure | null = null): void {
    generation += 1
    stop = null
    lines.leaveWaiting()
    show(phase, failure)
  }

  function take(outcome: O): void {
    const { namespace, name, failure } = outcome
    const remark = remarkOf(outcome)
    lines.tell(
      namespace,
      name,
      failure === null ? { kind: 'done', ...(remark === '' ? {} : { remark }) } : { kind: 'failed', failure },
    )
    showSoon()
  }

  function sendNext(waiting: readonly T[]): void {
    if (waiting.length === 0) {
      end('finished')
      return
    }
    const mine = ++generation
    const ifMine = (then: () => void) => {
      if (mine === generation) then()
    }
    const started = send(waiting.slice(0, mostAtOnce), {
      onMessage: (outcome) => ifMine(() => take(outcome)),
      onEnd: () => ifMine(() => sendNext(waiting.slice(mostAtOnce))),
      onFailure: (failure) => ifMine(() => end('broken', failure)),
    })
    // It may end while it is being started.
    if (mine === generation) stop = started
  }

  function begin(secrets: readonly T[]): void {
    const latest = secrets.map((secret) => find(secret.uid) ?? secret)
    latest.forEach(lines.wait)
    show('running')
    sendNext(latest)
  }

  function clear(): void {
    stop?.()
    stop = null
    generation += 1
    isScheduled = false
    lines.clear()
    state.value = null
  }

  return {
    state,
    /** Changes these. Previous results are dropped. */
    start(secrets: readonly T[]): void {
      clear()
      begin(secrets)
    },
    /** Skips what hasn't begun. */
    cancel(): void {
      if (state.value?.phase !== 'running') return
      stop?.()
      end('cancelled')
    },
    /** Retries what failed and may succeed now, on the list's current version. */
    tryAgain: () => begin(lines.secrets(canTryAgain)),
    /** Changes what was left. */
    goOn: () => begin(lines.secrets(isLeft)),
    /** Marks left ones as done if the list shows so: they may have been under way when the change was cancelled. */
    settle(isDone: (secret: T) => boolean): void {
      const { value } = state
      if (value !== null && value.left > 0 && lines.settle(isDone)) show(value.phase, value.failure)
    },
    /** Stops and resets. */
    clear,
  }
}
