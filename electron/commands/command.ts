import type { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import { ExpectedError, type Failure } from '../../shared/failure.ts'
import type { Log } from '../services/log.ts'

/** Where a command runs: the same facts whether under Electron or Node. */
export interface Surroundings {
  /** The command line without the program. */
  args: readonly string[]
  /** Relative paths are meant from here. */
  folder: string
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Starts the thread of the snapshots' tables. */
  startTables: () => Worker
  /** Its reason is not reported: whoever ends the command knows it. */
  signal: AbortSignal
  terminal: Terminal
}

/** The standard streams of a process. */
export interface Terminal {
  input: () => Readable
  /** Writes one line to the standard output, or to the standard error. */
  print: (line: string) => void
  complain: (line: string) => void
  /** Writes text to the standard output as it is. Resolves once it is taken; false if no one reads anymore. */
  write: (text: string) => Promise<boolean>
}

export type Running = Surroundings & { log: Log }

/** One thing that Credenza does without a window. */
export interface Command {
  /** The word that calls it. */
  name: string
  /** What `--help` prints. */
  usage: string
  /**
   * Reads what follows the name, with relative paths meant from `folder`; throws a `UsageMistake`. What it gives runs the
   * command and resolves with the exit code; what it throws becomes one line and its exit code.
   */
  prepare: (args: readonly string[], folder: string) => (around: Running) => Promise<number>
}

/** A file that a command line names: by an absolute path, or as `-`, the standard input. */
export type AskedFile = { kind: 'file'; path: string } | { kind: 'input' }

/** A command line that can't be used; the message says why. */
export class UsageMistake extends Error {}

/** A failure with what a command line can add: its context, and what helps. */
export class CommandFailure extends ExpectedError {
  readonly context: string
  readonly hint: string

  constructor(failure: Failure, { context = '', hint = '' }: { context?: string; hint?: string }) {
    super(failure)
    this.context = context
    this.hint = hint
  }
}
