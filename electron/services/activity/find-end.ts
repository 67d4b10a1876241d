import { open } from 'node:fs/promises'
import { FileRefusal } from '../../base/read-regular-file.ts'
import type { ActivityFile } from './activity-files.ts'
import { longestLine, readLine, start, type Head } from './activity-line.ts'

/** The end of the newest file of the record. */
export interface RecordEnd {
  head: Head
  /** Bytes of the newest file. */
  size: number
  /** What is in it after its last whole entry: a line that was cut while it was written. Usually empty. */
  torn: Buffer
  /** The last line, whole or not, lacks its line break. */
  isOpen: boolean
}

/** Files become far smaller than this; one that grew by something else is not read. */
const largestFile = 16 * 1024 * 1024

/** Finds the last whole entry and what follows it. Rejects with an error that has a `code`. */
export async function findEnd(files: readonly ActivityFile[]): Promise<RecordEnd> {
  const newest = files.at(-1)
  if (newest === undefined) return { head: start, size: 0, torn: Buffer.alloc(0), isOpen: false }
  const near = await readTail(newest.path, longestLine)
  const found = lastEntry(near.bytes)
  const isOpen = near.size > 0 && near.bytes.at(-1) !== lineBreak
  if (found !== null) return { head: found.head, size: near.size, torn: found.rest, isOpen }
  // The last entry is farther away: in front of what was torn, or in the file before.
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

/** The last whole entry in these bytes, and what follows its line. A line break may be all that it lacks. */
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
