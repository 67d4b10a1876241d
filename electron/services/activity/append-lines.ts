import { constants } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { withFileLock } from '../../base/file-lock.ts'
import { makePrivateFolder } from '../../base/private-folder.ts'
import { flush, flushFolder, writePiece } from '../../base/whole-file.ts'
import { activityFiles, fileOfEntry } from './activity-files.ts'
import { sealLine, sha256, type Head, type UnchainedLine } from './activity-line.ts'
import { findEnd } from './find-end.ts'

/** Bytes after which a new file is started. The chain continues across files. */
export const fullFile = 1024 * 1024

/**
 * Appends lines to the record and resolves once they are on disk. A partial line that a kill or a power cut left is
 * first closed off, with an entry about it. Other processes wait meanwhile. If it rejects, none of the lines is in the
 * record, unless the disk failed while they were removed again.
 */
export async function appendLines(
  folder: string,
  lines: readonly UnchainedLine[],
  now: () => Date,
): Promise<Head> {
  makePrivateFolder(folder)
  return await withFileLock(join(folder, 'lock'), async () => {
    const files = await activityFiles(folder)
    const end = await findEnd(files)
    let { head } = end
    let text = ''
    const add = (line: UnchainedLine) => {
      const sealed = sealLine(line, head)
      text += `${sealed.text}\n`
      head = sealed.head
    }
    const newest = files.at(-1)
    if (newest !== undefined && (end.isOpen || end.torn.length > 0)) {
      if (end.isOpen) text += '\n'
      const { length: bytes } = end.torn
      if (bytes > 0) add({ kind: 'mended', time: now().toISOString(), bytes, sha256: sha256(end.torn) })
      await appendText(newest.path, text)
      text = ''
    }
    if (lines.length === 0) return head
    const isFull = newest === undefined || end.size >= fullFile
    const file = isFull ? fileOfEntry(folder, head.entry + 1) : newest.path
    for (const line of lines) add(line)
    await appendText(file, text)
    if (isFull) await flushFolder(folder)
    return head
  })
}

/** Appends the whole text or nothing. */
async function appendText(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o600)
  let size = 0
  try {
    ;({ size } = await file.stat())
    // A umask only removes permissions, including the owner's. Some network shares don't support modes.
    if (size === 0) await file.chmod(0o600).catch(() => undefined)
    await writePiece(file, text)
    await flush(file)
  } catch (error) {
    await takeBack(file, size).catch(() => undefined)
    if (size === 0) await rm(path, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}

/** A nearly full disk may accept only part of a line. */
async function takeBack(file: FileHandle, size: number): Promise<void> {
  await file.truncate(size)
  await flush(file)
}
