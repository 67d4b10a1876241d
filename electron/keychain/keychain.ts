import type {
  KeychainAnswer,
  KeychainProblem,
  KeychainProcess,
  Outcome,
  KeychainQuestion,
} from './messages.ts'

export interface KeychainDeps {
  /** Starts the child process; may throw if that can't be done. */
  start: () => KeychainProcess
  clock: {
    now: () => number
    after: (milliseconds: number, call: () => void) => () => void
  }
}

/** How long an answer is waited for, in milliseconds: the wizard is to be answered within a second. */
const answerLimit = 700
/** How long a prompt may stand before its process is ended. */
const promptLimit = 60_000
/** How long nothing is asked that could show a prompt, after one was dismissed, and after one that no one answered. */
const pauseAfter = { locked: 10 * 60_000, 'no-answer': 60_000, 'no-keychain': 60_000 }

type AnyOutcome = KeychainAnswer['outcome']

interface Waiting {
  settle: (outcome: AnyOutcome) => void
  /** It may show a prompt. */
  mayPrompt: boolean
  isLate: boolean
}

interface Running {
  process: KeychainProcess
  waiting: Map<number, Waiting>
  /** Ends the process when its time is up; `null` while every answer is in time. */
  cancelEnd: (() => void) | null
}

/**
 * The keychain, asked through a child process. Every call is answered in time, with the problem where the keychain
 * does not do it; what it does later is told by `onFree`. While it is held up by a prompt, nothing else is asked.
 */
export function createKeychain({ start, clock }: KeychainDeps) {
  const listeners = new Set<() => void>()
  let running: Running | null = null
  let pause: { until: number; problem: KeychainProblem } = { until: 0, problem: 'no-answer' }
  let isStopped = false
  let lastNumber = 0

  function end(ended: Running, problem: KeychainProblem): void {
    if (running === ended) running = null
    ended.cancelEnd?.()
    for (const { settle } of ended.waiting.values()) settle({ ok: false, problem })
    ended.waiting.clear()
  }

  function holdBack(problem: keyof typeof pauseAfter): void {
    pause = { until: clock.now() + pauseAfter[problem], problem }
  }

  function begin(): Running | null {
    let process: KeychainProcess
    try {
      process = start()
    } catch {
      holdBack('no-keychain')
      return null
    }
    const begun: Running = { process, waiting: new Map(), cancelEnd: null }
    process.onMessage((message) => receive(begun, message as KeychainAnswer))
    process.onExit(() => {
      if (running !== begun) return
      holdBack('no-keychain')
      end(begun, 'no-keychain')
    })
    running = begun
    return begun
  }

  function receive(from: Running, { number, outcome }: KeychainAnswer): void {
    const asked = from.waiting.get(number)
    if (asked === undefined || running !== from) return
    from.waiting.delete(number)
    if (asked.mayPrompt && !outcome.ok && outcome.problem === 'locked') holdBack('locked')
    asked.settle(outcome)
    if (!asked.isLate || [...from.waiting.values()].some(({ isLate }) => isLate)) return
    from.cancelEnd?.()
    from.cancelEnd = null
    if (outcome.ok) for (const listener of listeners) listener()
  }

  function beLate(late: Running, number: number): void {
    const asked = late.waiting.get(number)
    if (asked === undefined) return
    asked.isLate = true
    asked.settle({ ok: false, problem: 'no-answer' })
    late.cancelEnd ??= clock.after(promptLimit, () => {
      holdBack('no-answer')
      end(late, 'no-answer')
      late.process.kill()
    })
  }

  /** `mayPrompt`: what could show a prompt is not asked again soon after one was in vain. */
  async function ask<T extends string | string[] | null>(
    question: { ask: KeychainQuestion['ask']; account?: string; secret?: string },
    mayPrompt: boolean,
  ): Promise<Outcome<T>> {
    if (isStopped) return { ok: false, problem: 'no-keychain' }
    const isHeldBack = clock.now() < pause.until
    if (isHeldBack && (mayPrompt || running === null)) return { ok: false, problem: pause.problem }
    const asked = running ?? begin()
    if (asked === null) return { ok: false, problem: 'no-keychain' }
    if (asked.cancelEnd !== null) return { ok: false, problem: 'no-answer' }
    const number = ++lastNumber
    return new Promise((resolve) => {
      const cancelLimit = clock.after(answerLimit, () => beLate(asked, number))
      const settle = (outcome: AnyOutcome) => {
        cancelLimit()
        resolve(outcome as Outcome<T>)
      }
      asked.waiting.set(number, { settle, mayPrompt, isLate: false })
      asked.process.send({ number, ...question })
    })
  }

  return {
    /** Starts the process, so that the first question is answered sooner. */
    warmUp(): void {
      if (running === null && !isStopped && clock.now() >= pause.until) begin()
    },
    /** `null` if there is no such entry. May show the system's prompt. */
    read: (account: string) => ask<string | null>({ ask: 'read', account }, true),
    /** May show the system's prompt. */
    write: (account: string, secret: string) => ask<null>({ ask: 'write', account, secret }, true),
    /** Does nothing if there is no such entry. */
    remove: (account: string) => ask<null>({ ask: 'remove', account }, false),
    /** The accounts of all of Credenza's entries. */
    list: () => ask<string[]>({ ask: 'list' }, false),
    /** Calls when the keychain answers again after it was held up: a prompt was answered. */
    onFree: (listener: () => void): void => void listeners.add(listener),
    /** Ends the process; nothing is asked anymore. */
    stop(): void {
      isStopped = true
      const ended = running
      if (ended === null) return
      end(ended, 'no-keychain')
      ended.process.kill()
    },
  }
}

export type Keychain = ReturnType<typeof createKeychain>
