import {
  chmodSync,
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** One line of the log. The type is closed: no arguments, no objects of the cluster, no texts from outside. */
export interface LogEntry {
  event: string
  ms?: number
  /** How many it was about. */
  rows?: number
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
  /** An error that no one foresaw. Its message may hold anything and is not kept. */
  unexpected: (event: string, id: string, error: unknown) => void
}

const maxBytes = 1_000_000
/** No line of ours is longer by far; the bound keeps a mistake from filling the disk. */
const maxLine = 8_000

/**
 * Appends JSON lines to `file`, each whole or not at all; at 1 MB the file becomes `<file>.1` and a new one begins.
 * Never throws.
 */
export function createLog(file: string, now: () => Date = () => new Date()): Log {
  const entry = (line: LogEntry) => {
    try {
      append(file, JSON.stringify({ time: now().toISOString(), ...line }))
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

function append(file: string, line: string): void {
  if (line.length > maxLine) return
  const opened = openLog(file)
  try {
    const { size } = fstatSync(opened)
    // It couldn't be moved away.
    if (size > 2 * maxBytes) return
    // A umask only takes rights away, also those of the owner.
    if (size === 0) fchmodSync(opened, 0o600)
    const bytes = Buffer.from(`${endsInLine(opened, size) ? '' : '\n'}${line}\n`)
    writeOrTakeBack(opened, bytes, size)
    if (size + bytes.length > maxBytes) renameSync(file, `${file}.1`)
  } finally {
    closeSync(opened)
  }
}

function openLog(file: string): number {
  try {
    return openSync(file, 'a+', 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    chmodSync(dirname(file), 0o700)
    return openSync(file, 'a+', 0o600)
  }
}

/** A process that was killed, or a power cut, may have left a part of a line. */
function endsInLine(opened: number, size: number): boolean {
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(opened, last, 0, 1, size - 1)
  return last.toString() === '\n'
}

/** A nearly full disk takes a part of a line: what it took is cut off again, unless somebody wrote after it. */
function writeOrTakeBack(opened: number, bytes: Buffer, size: number): void {
  let at = 0
  try {
    while (at < bytes.length) {
      const taken = writeSync(opened, bytes, at)
      if (taken === 0) throw new Error('Nothing was written to the disk.')
      at += taken
    }
  } catch (error) {
    if (at > 0 && fstatSync(opened).size === size + at) ftruncateSync(opened, size)
    throw error
  }
}

/** The stack without its message: only lines that name a place of the code. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  return [error.name, ...places.slice(0, 8).map((line) => line.trim())].join(' < ')
}
