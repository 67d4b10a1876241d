import type { ChainedLine } from '../../../shared/activity-writes.ts'
import { readRegularFile } from '../../base/read-regular-file.ts'
import { activityFiles } from './activity-files.ts'
import { readLine } from './activity-line.ts'

/** Maximum bytes of one file of the record. Credenza starts a new one long before. */
const fileLimit = 16 * 1024 * 1024

/** The lines of a file, without line breaks. */
export interface FileLines {
  lines: Buffer[]
  /** The last line has no line break. */
  isOpen: boolean
}

/** Reads a file of the record. Rejects with an error that has a `code`. */
export async function linesOfFile(path: string, signal?: AbortSignal): Promise<FileLines> {
  const bytes = await readRegularFile(path, { limit: fileLimit, signal, timeLimit: 60_000 })
  const lines: Buffer[] = []
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(lineBreak, from)
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end))
    if (end < 0) break
    from = end + 1
  }
  return { lines, isOpen: bytes.length > 0 && bytes.at(-1) !== lineBreak }
}

const lineBreak = '\n'.charCodeAt(0)

/** The newest lines of the record. */
export interface NewestLines {
  /** Oldest first. */
  lines: ChainedLine[]
  /** False if there are older ones. */
  isWhole: boolean
}

/**
 * Reads the newest entries after the entry `after` (0 for all), at most `most`. Skips incomplete entries; verifying
 * reports them. Rejects with an error that has a `code`.
 */
export async function readNewest(
  folder: string,
  { after, most }: { after: number; most: number },
): Promise<NewestLines> {
  const newestFirst: ChainedLine[] = []
  for (const { path } of (await activityFiles(folder)).toReversed()) {
    for (const bytes of (await linesOfFile(path)).lines.toReversed()) {
      const read = readLine(bytes.toString('utf8'))
      if (read === null) continue
      if (read.line.entry <= after) return { lines: newestFirst.toReversed(), isWhole: true }
      if (newestFirst.length === most) return { lines: newestFirst.toReversed(), isWhole: false }
      newestFirst.push({ ...read.line, hash: read.hash })
    }
  }
  return { lines: newestFirst.toReversed(), isWhole: true }
}

/** All entries of the record, oldest first, file by file. */
export async function* allLines(folder: string, signal?: AbortSignal): AsyncGenerator<ChainedLine[]> {
  for (const { path } of await activityFiles(folder)) {
    yield (await linesOfFile(path, signal)).lines.flatMap((bytes) => {
      const read = readLine(bytes.toString('utf8'))
      return read === null ? [] : [{ ...read.line, hash: read.hash }]
    })
  }
}
