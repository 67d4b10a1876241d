import { lstat, open, readlink, realpath, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileError, systemCode } from './file-error.ts'
import { unfinishedName, type Unfinished } from './unfinished.ts'
import { retryWhileBusy } from './while-busy.ts'

interface WholeFileOptions {
  signal?: AbortSignal
  /**
   * What to do with a link in the file's place: `replace` (the default) replaces the link with the file, `follow`
   * writes the file that it points to. Follow only where no one else can create links.
   */
  link?: 'replace' | 'follow'
  /** Notes the file while it is being written: for folders that are not searched for leftovers of a kill. */
  unfinished?: Unfinished
}

/** What to write, in order: text as UTF-8, bytes as they are. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

interface WrittenFile {
  /** False if the system couldn't confirm that the file reached the disk, as on some network shares. */
  isConfirmed: boolean
}

/** How long a cancelled write may clean up before the caller continues, in milliseconds. */
const cleanUpTime = 1_000

/**
 * Writes a file atomically. The pieces go to an unfinished file of mode 0600 next to it; its size is checked, then it
 * is renamed into place. After a failure or an abort an existing file is unchanged. Throws the system's error or the
 * signal's reason; an abort takes effect even if the disk doesn't answer.
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
    await retryWhileBusy(() => rename(temporary, place))
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
    // A umask can only remove permissions, but even those of the owner. Some shares don't support modes.
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
  // Some file systems report the full size only after closing.
  requireSize(size, (await lstat(temporary)).size, temporary)
  return isFlushed
}

/**
 * Writes all of a piece. A nearly full disk may take only part of it: the rest is retried until all is written or an
 * error occurs.
 */
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

/** Errors of file systems that can't flush, or that don't let this user do so. */
const cannotFlush = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOTTY', 'EPERM', 'EACCES']

/** Waits until the data is on the disk; false if the file system can't confirm it. */
export async function flush(file: FileHandle): Promise<boolean> {
  try {
    await file.sync()
    return true
  } catch (error) {
    if (cannotFlush.includes(systemCode(error) ?? '')) return false
    throw error
  }
}

/**
 * Flushes the folder's entries. The file is already in place, so a failure only means that it might not survive a power
 * cut.
 */
export async function flushFolder(folder: string): Promise<boolean> {
  // Windows can't flush a folder; its file system journals names by itself.
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

/** A device, a pipe or a folder must not be replaced with a file. */
async function requireOrdinary(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (found === null || found.isFile() || found.isSymbolicLink()) return
  if (found.isDirectory()) throw fileError('EISDIR', path)
  throw fileError('EINVAL', `${path} isn’t a regular file`)
}

/** The path that a link points to, even if no file exists there yet. */
async function linkedPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
  const target = await readlink(path).catch(() => null)
  if (target === null) return path
  // Follows no second link: if that one leads nowhere too, the file replaces it.
  const place = resolve(dirname(path), target)
  return join(await realpath(dirname(place)), basename(place))
}

/** Rejects some time after the signal, to let the write clean up first. */
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
