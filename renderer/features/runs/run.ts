import { shallowRef } from 'vue'
import { mostAtOnce, type WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { StreamHandlers } from '../../api.ts'
import { canTryAgain, createRunLines, isLeft, type RunSum, type RunTarget } from './run-lines.ts'

/** A change of several secrets, under way or at its end. */
export interface Run<T extends RunTarget = RunTarget> extends RunSum<T> {
  phase: 'running' | 'finished' | 'cancelled' | 'broken'
  /** What ended the whole of it, where it broke. */
  failure: Failure | null
}

interface Deps<T extends RunTarget, O extends WriteOutcome> {
  /** Starts the change of some secrets; returns what stops it. */
  send: (secrets: T[], handlers: StreamHandlers<O>) => () => void
  /** What is said about one that was done, in place of the usual word; empty for nothing. */
  remarkOf?: (outcome: O) => string
  /** A secret as the list has it now. */
  find: (uid: string) => T | undefined
  /** Calls back before the next frame is painted. */
  schedule: (callback: () => void) => void
}

/** Changes secrets, as many in one call as it takes, and tells how each fared. */
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
    /** Changes these; what was reported before is forgotten. */
    start(secrets: readonly T[]): void {
      clear()
      begin(secrets)
    },
    /** Leaves what is not begun as it is. */
    cancel(): void {
      if (state.value?.phase !== 'running') return
      stop?.()
      end('cancelled')
    },
    /** Tries what failed and may succeed now, on the version that the list has now. */
    tryAgain: () => begin(lines.secrets(canTryAgain)),
    /** Changes what was left. */
    goOn: () => begin(lines.secrets(isLeft)),
    /** Marks of what was left what the list shows as done: it may have been under way as the change was cancelled. */
    settle(isDone: (secret: T) => boolean): void {
      const { value } = state
      if (value !== null && value.left > 0 && lines.settle(isDone)) show(value.phase, value.failure)
    },
    /** Stops and forgets. */
    clear,
  }
}
