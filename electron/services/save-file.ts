import { dirname } from 'node:path'
import { failed } from '../../shared/failure.ts'
import { systemCode } from '../base/file-error.ts'
import type { Unfinished } from '../base/unfinished.ts'
import { writeWholeFile } from '../base/whole-file.ts'

/** A file that a person asked for is written. */
export interface SavedFile {
  /**
   * The system couldn't confirm that the file reached the disk, as on some network shares. Called once for each folder
   * and run: whoever was told knows it.
   */
  isUnconfirmed: boolean
}

/** Writes a file that a person asked for; what the system refuses is the failure `file-not-written`. */
export type SaveFile = (
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
) => Promise<SavedFile>

/** Returns the one function that saves what a person asked for: a CSV, a difference, a report, a snapshot. */
export function createSaveFile(unfinished?: Unfinished): SaveFile {
  const told = new Set<string>()
  return async (path, pieces, signal) => {
    try {
      const { isConfirmed } = await writeWholeFile(path, pieces, {
        signal,
        ...(unfinished && { unfinished }),
      })
      const folder = dirname(path)
      const isNews = !isConfirmed && !told.has(folder)
      if (isNews) told.add(folder)
      return { isUnconfirmed: isNews }
    } catch (error) {
      const reason = signal.aborted ? null : systemCode(error)
      throw reason === null ? error : failed('file-not-written', { file: path, reason })
    }
  }
}
