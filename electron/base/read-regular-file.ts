import { constants, type BigIntStats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { createLimit } from './limit.ts'

interface ReadLimits {
  /** Bytes; longer files are refused. */
  limit: number
  signal?: AbortSignal | undefined
  /** Milliseconds for the whole read. */
  timeLimit?: number
}

/** Size limit, in bytes, of files that a kubeconfig names. Tokens, certificates and keys are far smaller. */
export const namedFileLimit = 1024 * 1024
const usualTimeLimit = 5000

/**
 * Each read occupies one of the few threads that serve all file reads and host lookups of this process. A lost network
 * drive never answers, so at most two reads run at a time.
 */
const runLimited = createLimit(2)

/** Why a file wasn't read; `code` is the system's, or one of `not-a-file`, `too-large`, `cancelled`. */
export class FileRefusal extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.name = 'FileRefusal'
    this.code = code
  }
}

/**
 * Runs `look` (disk access) within a time limit in milliseconds. The signal passed to `look` aborts when the caller
 * stops waiting. Rejects with `ETIMEDOUT`, `cancelled`, or the error of `look`.
 */
export function lookInTime<T>(
  look: (stopped: AbortSignal) => Promise<T>,
  { timeLimit = usualTimeLimit, signal }: Pick<ReadLimits, 'timeLimit' | 'signal'> = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new FileRefusal('cancelled'))
      return
    }
    const stop = new AbortController()
    const end = (code: string) => {
      stop.abort()
      reject(new FileRefusal(code))
    }
    const cancel = () => end('cancelled')
    const timer = setTimeout(() => end('ETIMEDOUT'), timeLimit)
    signal?.addEventListener('abort', cancel)
    runLimited(() => {
      // The caller may have given up while this read was queued.
      if (stop.signal.aborted) throw new FileRefusal('cancelled')
      return look(stop.signal)
    })
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
      })
  })
}

/**
 * Reads a regular file. Refuses folders, pipes, sockets, devices and files over the limit before reading a byte.
 * Rejects with an error that has a `code`: the system's, EISDIR, ETIMEDOUT, `not-a-file`, `too-large` or `cancelled`.
 */
export function readRegularFile(file: string, { limit, ...request }: ReadLimits): Promise<Buffer> {
  return lookInTime((stopped) => readNow(file, limit, stopped), request)
}

/** Like `readRegularFile`, but takes as long as the disk does, and doesn't wait for other reads. */
export const readPatiently = (file: string, limit: number): Promise<Buffer> => readNow(file, limit)

async function readNow(file: string, limit: number, stopped?: AbortSignal): Promise<Buffer> {
  const ifStopped = () => {
    if (stopped?.aborted === true) throw new FileRefusal('cancelled')
  }
  // Opening a device can have side effects, such as rewinding a tape.
  requireRegular(await stat(file, { bigint: true }), limit)
  ifStopped()
  // Without this flag, a pipe that took the file's place in the meantime would block. Windows has neither.
  const handle = await open(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0))
  try {
    requireRegular(await handle.stat({ bigint: true }), limit)
    return await readWithin(handle, limit, ifStopped)
  } finally {
    await handle.close()
  }
}

function requireRegular(info: BigIntStats, limit: number): void {
  if (info.isDirectory()) throw new FileRefusal('EISDIR')
  if (!info.isFile()) throw new FileRefusal('not-a-file')
  if (info.size > BigInt(limit)) throw new FileRefusal('too-large')
}

/** Counts the bytes it reads: the size that the system reports can be zero, as in /proc, or out of date. */
async function readWithin(handle: FileHandle, limit: number, ifStopped: () => void): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for (;;) {
    ifStopped()
    const piece = Buffer.allocUnsafe(64 * 1024)
    const { bytesRead } = await handle.read(piece, 0, piece.length, null)
    if (bytesRead === 0) return Buffer.concat(pieces)
    size += bytesRead
    if (size > limit) throw new FileRefusal('too-large')
    pieces.push(piece.subarray(0, bytesRead))
  }
}
