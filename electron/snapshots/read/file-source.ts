import { constants, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { failed } from '../../../shared/failure.ts'
import { pathOnDisk } from '../../base/path-on-disk.ts'

/** Bytes per read. */
const bytesPerPiece = 256 * 1024
/** How much more of a growing file is read than its size when it was opened, in bytes. */
const mostGrowth = 64 * 1024 * 1024

/** A file that is read from start to end, possibly more than once. */
export interface FileSource {
  /** When it was opened, in bytes. */
  size: number
  changedAt: Date
  /** The next bytes; `null` at the end. */
  next: () => Promise<Buffer | null>
  /** Whether the file has changed since it was opened. */
  isChanged: () => Promise<boolean>
  /** Returns to the start. */
  rewind: () => void
  close: () => Promise<void>
}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'EIO'

/** Size and time of a regular file. Others can't be read, and trying could block. */
async function ordinary(state: Promise<Stats>): Promise<Stats> {
  const found = await state
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  if (!found.isFile()) throw Object.assign(new Error('no file'), { code: 'not-a-file' })
  return found
}

/** Size and time of a file. Fails with `file-unreadable` if it isn't a regular file. */
export async function fileState(path: string, file: string): Promise<{ size: number; changedAt: Date }> {
  try {
    const { size, mtime } = await ordinary(stat(await pathOnDisk(path)))
    return { size, changedAt: mtime }
  } catch (error) {
    throw failed('file-unreadable', { file, reason: reasonOf(error) })
  }
}

/** Opens a file. `file` is its name in the failure `file-unreadable`. */
export async function openFileSource(path: string, file: string): Promise<FileSource> {
  let handle: FileHandle | null = null
  let position = 0
  const unreadable = (error: unknown) => failed('file-unreadable', { file, reason: reasonOf(error) })
  try {
    const onDisk = await pathOnDisk(path)
    await ordinary(stat(onDisk))
    // A pipe that took the file's place in the meantime must not block.
    handle = await open(onDisk, constants.O_RDONLY | constants.O_NONBLOCK)
    const opened = handle
    const { size, mtime, mtimeMs } = await ordinary(handle.stat())
    const most = size + mostGrowth
    return {
      size,
      changedAt: mtime,
      async next() {
        try {
          const buffer = Buffer.allocUnsafeSlow(Math.min(bytesPerPiece, Math.max(0, most - position)))
          const { bytesRead } = await opened.read(buffer, 0, buffer.length, position)
          position += bytesRead
          return bytesRead === 0 ? null : buffer.subarray(0, bytesRead)
        } catch (error) {
          throw unreadable(error)
        }
      },
      async isChanged() {
        const now = await opened.stat().catch(() => null)
        return now === null || now.size !== size || now.mtimeMs !== mtimeMs
      },
      rewind: () => void (position = 0),
      close: () => opened.close().catch(() => undefined),
    }
  } catch (error) {
    await handle?.close().catch(() => undefined)
    throw unreadable(error)
  }
}
