import { basename } from 'node:path'
import type { ActivityLine } from '../../../shared/activity.ts'
import type { Finding, Verification } from '../../../shared/activity-verification.ts'
import { FileRefusal } from '../../base/read-regular-file.ts'
import { activityFiles, type ActivityFile } from './activity-files.ts'
import { readLine, sha256, start, type Head } from './activity-line.ts'
import { linesOfFile, type FileLines } from './read-record.ts'

/** A longer list doesn't help. */
const mostFindings = 100

interface VerifyRequest {
  /** The hash of a head that was noted elsewhere. Empty for none. */
  head?: string
  signal?: AbortSignal
}

/** Verifies the record of a folder: every line, its place, and the chain across all files. */
export const verifyFolder = async (folder: string, request: VerifyRequest = {}): Promise<Verification> =>
  verifyFiles(await activityFiles(folder), request)

/**
 * Does the same for some files in their order, such as exported ones. `first` is 0 for a file whose name has no entry
 * number.
 */
export async function verifyFiles(
  files: readonly ActivityFile[],
  { head: noted = '', signal }: VerifyRequest = {},
): Promise<Verification> {
  const walk = createWalk(noted)
  for (const [index, file] of files.entries()) {
    const isNewest = index === files.length - 1
    const content = await linesOfFile(file.path, signal).catch((error: unknown) => {
      if (error instanceof FileRefusal && error.code === 'too-large') return null
      throw error
    })
    walk.file(file, content, isNewest)
  }
  return walk.result(files.length)
}

/** Lines that aren't entries, until an entry explains them. */
interface Unread {
  line: number
  bytes: Buffer[]
}

function createWalk(noted: string) {
  const findings: Finding[] = []
  const torn: Verification['torn'] = []
  let more = 0
  let head: Head = start
  let isHeadFound = noted === ''
  const counts = { entries: 0, writes: 0, from: '', to: '' }

  const find = (finding: Finding) => {
    if (findings.length < mostFindings) findings.push(finding)
    else more += 1
  }

  /** Checks an entry's place in the chain. The `edited` lines before it may be the missing ones. */
  function place(line: ActivityLine, hash: string, at: { file: string; line: number }, edited: number): void {
    const { entry, previous } = line
    const expected = head.entry + 1
    if (entry < expected) {
      find({ kind: 'out-of-order', entry, ...at })
      return
    }
    if (entry > expected + edited) find({ kind: 'missing', from: expected + edited, to: entry - 1, ...at })
    else if (entry === expected && previous !== head.hash) find({ kind: 'unchained', entry, ...at })
    head = { entry, hash }
  }

  function file({ path, first }: ActivityFile, content: FileLines | null, isNewest: boolean): void {
    const name = basename(path)
    if (content === null) {
      find({ kind: 'file-too-large', file: name, line: 0 })
      return
    }
    let unread: Unread | null = null
    let isFirst = true
    for (const [index, bytes] of content.lines.entries()) {
      const number = index + 1
      const read = readLine(bytes.toString('utf8'))
      if (read === null) {
        unread ??= { line: number, bytes: [] }
        unread.bytes.push(bytes)
        continue
      }
      const { line, hash } = read
      const isMend: boolean = unread !== null && line.kind === 'mended' && closesOff(unread, line)
      if (unread !== null) tellUnread(unread, name, isMend)
      place(line, hash, { file: name, line: number }, unread === null || isMend ? 0 : unread.bytes.length)
      unread = null
      if (isFirst && first > 0 && line.entry !== first)
        find({ kind: 'misnamed', entry: line.entry, file: name, line: number })
      isFirst = false
      count(line, hash)
    }
    if (unread !== null) tellUnread(unread, name, isNewest && content.isOpen && isUnfinished(unread), true)
  }

  function tellUnread({ line, bytes }: Unread, name: string, isTorn: boolean, isLast = false): void {
    const size = bytes.reduce((sum, each) => sum + each.length, 0)
    if (isTorn) torn.push({ file: name, line, bytes: size, isLast })
    else for (const index of bytes.keys()) find({ kind: 'edited', file: name, line: line + index })
  }

  function count(line: ActivityLine, hash: string): void {
    counts.entries += 1
    if (line.kind === 'begun') counts.writes += 1
    if (counts.from === '') counts.from = line.time
    counts.to = line.time
    if (hash === noted) isHeadFound = true
  }

  return {
    file,
    result: (files: number): Verification => {
      if (!isHeadFound) find({ kind: 'head-missing', hash: noted, file: '', line: 0 })
      return { files, ...counts, head, findings, more, torn }
    },
  }
}

/** Whether an entry closes off exactly these bytes. A complete JSON object can't be a line that was cut off. */
function closesOff({ bytes }: Unread, { sha256: wanted }: ActivityLine & { kind: 'mended' }): boolean {
  if (bytes.some(isObject)) return false
  const open = Buffer.concat(bytes.flatMap((each, index) => (index === 0 ? [each] : [newLine, each])))
  return sha256(open) === wanted || sha256(Buffer.concat([open, newLine])) === wanted
}

const newLine = Buffer.from('\n')

/** Whether these bytes may be a line that was being written: one piece, and not a complete object. */
const isUnfinished = ({ bytes }: Unread): boolean => bytes.length === 1 && !bytes.some(isObject)

function isObject(bytes: Buffer): boolean {
  try {
    return typeof JSON.parse(bytes.toString('utf8')) === 'object'
  } catch {
    return false
  }
}
