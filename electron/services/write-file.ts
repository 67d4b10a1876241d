import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { failed } from '../../shared/failure.ts'

/**
 * Writes a file that is either whole or not there: the pieces go to a temporary file of mode 0600 beside it,
 * which is renamed at the end. A failure or an abort leaves an existing file as it was. Throws the system's error
 * or the signal's reason.
 */
export async function writeWholeFile(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const temporary = join(
    dirname(path),
    `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
  )
  const file = await open(temporary, 'wx', 0o600)
  try {
    try {
      for await (const piece of pieces) {
        signal?.throwIfAborted()
        await file.write(piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    signal?.throwIfAborted()
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** The same for a file that a person chose: what the system refuses is the failure `file-not-written`. */
export async function writeChosenFile(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await writeWholeFile(path, pieces, signal)
  } catch (error) {
    const reason = signal.aborted ? null : systemCode(error)
    throw reason === null ? error : failed('file-not-written', { file: path, reason })
  }
}

/** The system's code of a file error, such as `EACCES`; `null` when it is none. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
