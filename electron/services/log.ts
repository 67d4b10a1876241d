import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** One line of the log. The type is closed: no arguments, no objects of the cluster, no texts from outside. */
export interface LogEntry {
  event: string
  ms?: number
  code?: string
  /** Ties an internal error in the window to its line here. */
  id?: string
  /** Where our own code was when something unexpected happened: function names and places, no messages. */
  at?: string
}

export interface Log {
  entry: (entry: LogEntry) => void
  /** One call of the contract; `code` is `ok` or the failure's. */
  operation: (operation: string, milliseconds: number, code: string) => void
  /** An error that nobody foresaw. Its message may hold anything and is not kept. */
  unexpected: (event: string, id: string, error: unknown) => void
}

const maxBytes = 1_000_000

/** Appends JSON lines to `file`; at 1 MB the file becomes `<file>.1` and a new one begins. Never throws. */
export function createLog(file: string, now: () => Date = () => new Date()): Log {
  const entry = (line: LogEntry) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, `${JSON.stringify({ time: now().toISOString(), ...line })}\n`, { mode: 0o600 })
    } catch {
      // A log that can't be written must not stop the application.
    }
  }
  return {
    entry,
    operation: (operation, milliseconds, code) =>
      entry({ event: operation, ms: Math.round(milliseconds), code }),
    unexpected: (event, id, error) => entry({ event, code: 'internal', id, at: placesOf(error) }),
  }
}

/** The stack without its message: only lines that name a place of the code. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  return [error.name, ...places.slice(0, 8).map((line) => line.trim())].join(' < ')
}
