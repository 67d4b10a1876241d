import { dirname } from 'node:path'
import { failed } from '../../shared/failure.ts'
import { systemCode } from '../base/file-error.ts'
import type { Unfinished } from '../base/unfinished.ts'
import { writeWholeFile, type Pieces } from '../base/whole-file.ts'

/** The result of saving a file that a person asked for. */
export interface SavedFile {
  /**
   * The system couldn't confirm that the file reached the disk, as on some network shares. Set once per folder and run,
   * so that people are told once.
   */
  isUnconfirmed: boolean
}

/** Writes a file that a person asked for. Fails with `file-not-written` if the system refuses. */
export type SaveFile = (path: string, pieces: Pieces, signal: AbortSignal) => Promise<SavedFile>

/** Returns the function that saves everything that a person asks for: a CSV, a difference, a report, a snapshot. */
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
