import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { errorPlacesText, type ErrorPlaces } from '../../shared/error-places.ts'
import { systemCode } from '../base/file-error.ts'
import { allowingRefusal, makePrivateFolder } from '../base/private-folder.ts'

/** One line of the log. A closed type: no arguments, no cluster objects, no external text. */
export interface LogEntry {
  event: string
  ms?: number
  /** Number of rows concerned. */
  rows?: number
  code?: string
  /** Links an internal error in the window to its line here. */
  id?: string
  /** Where our code was when something unexpected happened: function names and positions, no messages. */
  at?: string
}

export interface Log {
  entry: (entry: LogEntry) => void
  /** A call of the contract. `code` is `ok` or that of the failure. */
  operation: (operation: string, milliseconds: number, code: string) => void
  /** An unexpected error, by its kind and places, since its message may contain anything. Returns the id of its line. */
  fault: (event: string, places: ErrorPlaces) => string
}

const maxBytes = 1_000_000
/** Our lines are far shorter. The limit keeps a bug from filling the disk. */
const maxLine = 8_000

/**
 * Appends JSON lines to `file`, each completely or not at all. At 1 MB the file is renamed to `<file>.1` and a new one
 * started. Never throws.
 */
export function createLog(file: string): Log {
  const entry = (line: LogEntry) => {
    try {
      append(file, JSON.stringify({ time: new Date().toISOString(), ...line }))
    } catch {
      // A log that can't be written must not stop the application.
    }
  }
  return {
    entry,
    operation: (operation, milliseconds, code) =>
      entry({ event: operation, ms: Math.round(milliseconds), code }),
    fault: (event, places) => {
      const id = randomUUID()
      entry({ event, code: 'internal', id, at: errorPlacesText(places) })
      return id
    },
  }
}

function append(file: string, line: string): void {
  if (line.length > maxLine) return
  const opened = openLog(file)
  try {
    const { size } = fstatSync(opened)
    // It couldn't be renamed.
    if (size > 2 * maxBytes) return
    // A umask only removes permissions, including the owner's.
    if (size === 0) allowingRefusal(() => fchmodSync(opened, 0o600))
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
    if (systemCode(error) !== 'ENOENT') throw error
    makePrivateFolder(dirname(file))
    return openSync(file, 'a+', 0o600)
  }
}

/** A killed process or a power cut may have left a partial line. */
function endsInLine(opened: number, size: number): boolean {
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(opened, last, 0, 1, size - 1)
  return last.toString() === '\n'
}

/** A nearly full disk may accept only part of a line. Truncates it, unless something was appended meanwhile. */
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
