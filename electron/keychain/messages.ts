/** A request to the child process. `account` names an entry; all entries belong to Credenza's service. */
export type KeychainQuestion =
  | { number: number; ask: 'read'; account: string }
  | { number: number; ask: 'write'; account: string; secret: string }
  | { number: number; ask: 'remove'; account: string }
  | { number: number; ask: 'list' }

/** Why a request failed. No text of the platform is passed on: it could contain the request's data. */
export type KeychainProblem =
  /** There is no keychain, or its native module can't be loaded or used. */
  | 'no-keychain'
  /** It is locked, and nobody unlocked it. */
  | 'locked'
  /** It didn't answer in time; most likely it shows a prompt. */
  | 'no-answer'
  /** It refused for another reason, such as a text that is too long. */
  | 'refused'

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: KeychainProblem }

/** The child process's answer. The value is the entry's text, the accounts of the list, or `null`. */
export interface KeychainAnswer {
  number: number
  outcome: Outcome<string | string[] | null>
}

/** The child process as the platform provides it. */
export interface KeychainProcess {
  send: (message: unknown) => void
  onMessage: (listener: (message: unknown) => void) => void
  onExit: (listener: () => void) => void
  /** Kills it, even while native code blocks it. */
  kill: () => void
}
