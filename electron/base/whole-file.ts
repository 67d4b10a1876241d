import { lstat, open, readlink, realpath, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileError, systemCode } from './file-error.ts'
import { unfinishedName, type Unfinished } from './unfinished.ts'

export interface WholeFileOptions {
  signal?: AbortSignal
  /**
   * A link in the file's place: `replace` (the usual) puts the file where the link was, `follow` writes the file that
   * the link names. Follow only if no one else can lay links.
   */
  link?: 'replace' | 'follow'
  /** Remembers the file while it is being written: for folders in which no one looks for what a kill left. */
  unfinished?: Unfinished
}

/** What is written, in its order: text as UTF-8, bytes as they are. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

export interface WrittenFile {
  /** False where the system couldn't confirm that the file reached the disk, as on some network shares. */
  isConfirmed: boolean
}

/** How long a write that was called off may still clean up before the caller goes on, in milliseconds. */
const cleanUpTime = 1_000

/**
 * Writes a file that is either whole or not there: the pieces go to an unfinished file of mode 0600 next to it, whose
 * size is checked and which takes the file's place at the end. A failure or an abort leaves an existing file as it
 * was. Throws the system's error or the signal's reason; an abort is heard even where the disk does not answer.
 */
export async function writeWholeFile(
  path: string,
  pieces: Pieces,
  options: WholeFileOptions = {},
): Promise<WrittenFile> {
  const { signal } = options
  const written = write(path, pieces, options)
  if (signal === undefined) return written
  const left = whenLeft(signal)
  try {
    return await Promise.race([written, left.promise])
  } finally {
    left.stop()
  }
}

async function write(
  path: string,
  pieces: Pieces,
  { signal, link = 'replace', unfinished }: WholeFileOptions,
): Promise<WrittenFile> {
  const place = link === 'follow' ? await linkedPlace(path) : path
  await requireOrdinary(place)
  const temporary = join(dirname(place), await unfinishedName())
  const forget = await unfinished?.note(temporary)
  try {
    const isFlushed = await fill(temporary, pieces, signal)
    signal?.throwIfAborted()
    await renameInto(temporary, place)
    return { isConfirmed: (await flushFolder(dirname(place))) && isFlushed }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await forget?.()
  }
}

/** Writes all pieces into a new file; returns whether they reached the disk. */
async function fill(temporary: string, pieces: Pieces, signal: AbortSignal | undefined): Promise<boolean> {
  const file = await open(temporary, 'wx', 0o600)
  let size = 0
  let isFlushed = false
  try {
    // A umask only takes rights away, also those of the owner. Some shares know no modes.
    await file.chmod(0o600).catch(() => undefined)
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      size += await writePiece(file, piece)
    }
    isFlushed = await flush(file)
    requireSize(size, (await file.stat()).size, temporary)
  } finally {
    await file.close()
  }
  // Some file systems count only what was closed.
  requireSize(size, (await lstat(temporary)).size, temporary)
  return isFlushed
}

/** A nearly full disk takes a part of what it is given: the rest is offered again, until all is taken or it refuses. */
export async function writePiece(file: FileHandle, piece: string | Uint8Array): Promise<number> {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at)
    if (bytesWritten <= 0) throw fileError('ENOSPC', 'the disk took nothing')
    at += bytesWritten
  }
  return bytes.length
}

function requireSize(wanted: number, found: number, path: string): void {
  if (wanted !== found) throw fileError('EIO', `${path} has ${found} bytes instead of ${wanted}`)
}

/** How often, and how long after one try, in milliseconds; each pause is twice the one before. */
const renameTries = { most: 6, pause: 20 }

/** On Windows a file can't be replaced while a virus scanner, an indexer or a backup looks at it, which is soon over. */
export async function renameInto(
  from: string,
  to: string,
  { platform = process.platform, move = rename } = {},
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await move(from, to)
      return
    } catch (error) {
      const isInUse = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')
      if (platform !== 'win32' || !isInUse || tried === renameTries.most) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, renameTries.pause * 2 ** (tried - 1)))
  }
}

/** What a file system answers that can't flush, or may not for this user. */
const cannotFlush = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOTTY', 'EPERM', 'EACCES']

/** Waits until the disk has what was written; false if the file system can't tell. */
export async function flush(file: FileHandle): Promise<boolean> {
  try {
    await file.sync()
    return true
  } catch (error) {
    if (cannotFlush.includes(systemCode(error) ?? '')) return false
    throw error
  }
}

/** The file has its name by now, so whatever goes wrong here only weakens the promise that it outlives a power cut. */
export async function flushFolder(folder: string): Promise<boolean> {
  // Windows has no way to flush a folder; its file system writes down names by itself.
  if (process.platform === 'win32') return true
  try {
    const opened = await open(folder, 'r')
    try {
      await opened.sync()
    } finally {
      await opened.close()
    }
    return true
  } catch {
    return false
  }
}

/** A device, a pipe or a folder must not be replaced by a file. */
async function requireOrdinary(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (found === null || found.isFile() || found.isSymbolicLink()) return
  if (found.isDirectory()) throw fileError('EISDIR', path)
  throw fileError('EINVAL', `${path} isn’t a regular file`)
}

/** The place that a link names, also where no file is there yet. */
async function linkedPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
  const target = await readlink(path).catch(() => null)
  if (target === null) return path
  // A link to a link that leads nowhere ends here.
  const place = resolve(dirname(path), target)
  return join(await realpath(dirname(place)), basename(place))
}

/** Rejects a while after the signal, when the write had time to clean up by itself. */
function whenLeft(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  let onAbort = () => {}
  const promise = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason as Error), cleanUpTime)
    }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
  promise.catch(() => undefined)
  return {
    promise,
    stop: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    },
  }
}
