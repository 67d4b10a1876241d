/** One thing asked of the child process; `account` names an entry, all entries are of Credenza's service. */
export type KeychainQuestion =
  | { number: number; ask: 'read'; account: string }
  | { number: number; ask: 'write'; account: string; secret: string }
  | { number: number; ask: 'remove'; account: string }
  | { number: number; ask: 'list' }

/** Why the keychain did not do it. No text of the platform crosses: it could hold what was asked with. */
export type KeychainProblem =
  /** There is none, or its program can't be loaded or asked. */
  | 'no-keychain'
  /** It is locked, and no one unlocked it. */
  | 'locked'
  /** It has not answered in time; most likely it shows a prompt. */
  | 'no-answer'
  /** It refused for its own reason, such as a text that is too long for it. */
  | 'refused'

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: KeychainProblem }

/** What the child process answers. The value is the text of the entry, the list's accounts, or `null`. */
export interface KeychainAnswer {
  number: number
  outcome: Outcome<string | string[] | null>
}

/** The child process as the platform gives it. */
export interface KeychainProcess {
  send: (message: unknown) => void
  onMessage: (listener: (message: unknown) => void) => void
  onExit: (listener: () => void) => void
  /** Ends it, also while it waits in native code. */
  kill: () => void
}
