import type {
  KeychainAnswer,
  KeychainProblem,
  KeychainProcess,
  Outcome,
  KeychainQuestion,
} from './messages.ts'

interface KeychainDeps {
  /** Starts the child process; throws if it can't. */
  start: () => KeychainProcess
  clock: {
    elapsed: () => number
    after: (milliseconds: number, call: () => void) => () => void
  }
}

/** How long to wait for an answer, in milliseconds: the wizard must get one within a second. */
const answerLimit = 700
/** How long a prompt may stay open before its process is killed, in milliseconds. */
const promptLimit = 60_000
/**
 * How long to make no call that could show a prompt, in milliseconds: after one was dismissed, after one that nobody
 * answered, and after the process failed.
 */
const pauseAfter = { locked: 10 * 60_000, 'no-answer': 60_000, 'no-keychain': 60_000 }

type AnyOutcome = KeychainAnswer['outcome']

interface Waiting {
  settle: (outcome: AnyOutcome) => void
  /** Whether the call can show a prompt. */
  mayPrompt: boolean
  isLate: boolean
}

interface Running {
  process: KeychainProcess
  waiting: Map<number, Waiting>
  /** Cancels the kill of a process with an overdue answer; `null` while all answers are in time. */
  cancelEnd: (() => void) | null
}

/**
 * The keychain, accessed through a child process. Every call resolves in time, with a problem if the keychain failed.
 * `onFree` reports when a late call succeeds. While a prompt blocks the keychain, all further calls fail.
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
    pause = { until: clock.elapsed() + pauseAfter[problem], problem }
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

  /** `mayPrompt`: whether the call can show a prompt. Such calls pause after a prompt that wasn't answered. */
  async function ask<T extends string | string[] | null>(
    question: { ask: KeychainQuestion['ask']; account?: string; secret?: string },
    mayPrompt: boolean,
  ): Promise<Outcome<T>> {
    if (isStopped) return { ok: false, problem: 'no-keychain' }
    const isHeldBack = clock.elapsed() < pause.until
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
    /** Starts the process, so that the first answer arrives sooner. */
    warmUp(): void {
      if (running === null && !isStopped && clock.elapsed() >= pause.until) begin()
    },
    /** `null` if there is no such entry. Can show the system's prompt. */
    read: (account: string) => ask<string | null>({ ask: 'read', account }, true),
    /** Can show the system's prompt. */
    write: (account: string, secret: string) => ask<null>({ ask: 'write', account, secret }, true),
    /** Does nothing if there is no such entry. */
    remove: (account: string) => ask<null>({ ask: 'remove', account }, false),
    /** The accounts of all of Credenza's entries. */
    list: () => ask<string[]>({ ask: 'list' }, false),
    /** Calls `listener` when the keychain answers again after a prompt had blocked it. */
    onFree: (listener: () => void): void => void listeners.add(listener),
    /** Ends the process; all further calls fail. */
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
