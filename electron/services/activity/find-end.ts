import { open } from 'node:fs/promises'
import { FileRefusal } from '../../base/read-regular-file.ts'
import type { ActivityFile } from './activity-files.ts'
import { longestLine, readLine, start, type Head } from './activity-line.ts'

/** The end of the newest file of the record. */
interface RecordEnd {
  head: Head
  /** Size of the newest file in bytes. */
  size: number
  /** What follows its last complete entry: a line that was cut off while it was written. Usually empty. */
  torn: Buffer
  /** The last line, complete or not, has no line break. */
  isOpen: boolean
}

/** Files stay far smaller than this. A larger one was written by something else and isn't read. */
const largestFile = 16 * 1024 * 1024

/** Finds the last complete entry and what follows it. Rejects with an error that has a `code`. */
export async function findEnd(files: readonly ActivityFile[]): Promise<RecordEnd> {
  const newest = files.at(-1)
  if (newest === undefined) return { head: start, size: 0, torn: Buffer.alloc(0), isOpen: false }
  const near = await readTail(newest.path, longestLine)
  const found = lastEntry(near.bytes)
  const isOpen = near.size > 0 && near.bytes.at(-1) !== lineBreak
  if (found !== null) return { head: found.head, size: near.size, torn: found.rest, isOpen }
  // The last entry is further back: before the partial line, or in the previous file.
  const { bytes, size } = await readTail(newest.path, largestFile)
  if (size > largestFile) throw new FileRefusal('too-large')
  const { head, rest } = lastEntry(bytes) ?? { head: (await findEnd(files.slice(0, -1))).head, rest: bytes }
  return { head, size, torn: rest, isOpen }
}

const lineBreak = '\n'.charCodeAt(0)

async function readTail(path: string, most: number): Promise<{ bytes: Buffer; size: number }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.min(size, most))
    let filled = 0
    while (filled < bytes.length) {
      const at = size - bytes.length + filled
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { bytes: bytes.subarray(0, filled), size }
  } finally {
    await file.close()
  }
}

/** Returns the last complete entry in these bytes, and what follows its line. Only its line break may be missing. */
function lastEntry(bytes: Buffer): { head: Head; rest: Buffer } | null {
  let end = bytes.length
  while (end >= 0) {
    const before = end === 0 ? -1 : bytes.lastIndexOf('\n', end - 1)
    const read = readLine(bytes.toString('utf8', before + 1, end))
    if (read !== null) {
      return { head: { entry: read.line.entry, hash: read.hash }, rest: bytes.subarray(end + 1) }
    }
    end = before
  }
  return null
}
