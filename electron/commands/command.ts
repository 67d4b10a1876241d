import type { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import { ExpectedError, type Failure } from '../../shared/failure.ts'
import type { Log } from '../services/log.ts'

/** The environment of a command, the same under Electron and Node. */
export interface Surroundings {
  /** The command line without the program. */
  args: readonly string[]
  /** Relative paths are resolved from here. */
  folder: string
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Starts the worker of the snapshots' tables. */
  startTables: () => Worker
  /** Its reason isn't reported: whoever cancels the command knows it. */
  signal: AbortSignal
  terminal: Terminal
}

/** The standard streams of a process. */
export interface Terminal {
  input: () => Readable
  /** `print` writes one line to standard output, `complain` to standard error. */
  print: (line: string) => void
  complain: (line: string) => void
  /** Writes text to standard output unchanged. Resolves once it is written; false if the reader is gone. */
  write: (text: string) => Promise<boolean>
}

export type Running = Surroundings & { log: Log }

/** A function of Credenza that runs without a window. */
export interface Command {
  /** The name on the command line. */
  name: string
  /** What `--help` prints. */
  usage: string
  /**
   * Parses the arguments after the name, with relative paths resolved from `folder`; throws a `UsageMistake`. The
   * returned function runs the command and resolves with the exit code. What it throws is reported in one line and
   * determines the exit code.
   */
  prepare: (args: readonly string[], folder: string) => (around: Running) => Promise<number>
}

/** A file given on the command line: an absolute path, or `-` for standard input. */
export type AskedFile = { kind: 'file'; path: string } | { kind: 'input' }

/** The command line is invalid; the message says why. */
export class UsageMistake extends Error {}

/** A failure with what a command can add: its context, and a hint. */
export class CommandFailure extends ExpectedError {
  readonly context: string
  readonly hint: string

  constructor(failure: Failure, { context = '', hint = '' }: { context?: string; hint?: string }) {
    super(failure)
    this.context = context
    this.hint = hint
  }
}
