import { constants } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { withFileLock } from '../../base/file-lock.ts'
import { makePrivateFolder } from '../../base/private-folder.ts'
import { flush, flushFolder, writePiece } from '../../base/whole-file.ts'
import { activityFiles, fileOfEntry } from './activity-files.ts'
import { sealLine, sha256, type Head, type UnchainedLine } from './activity-line.ts'
import { findEnd } from './find-end.ts'

/** A file that has as many bytes is followed by another; the chain goes on in it. */
export const fullFile = 1024 * 1024

/**
 * Appends lines to the record and resolves when the disk has them. What a kill or a power cut left of a line is closed
 * off first and told by its own entry. Other processes wait in the meantime. Where it rejects, none of the lines is in
 * the record, unless the disk failed while they were taken back.
 */
export async function appendLines(
  folder: string,
  lines: readonly UnchainedLine[],
  now: () => Date,
): Promise<Head> {
  await makePrivateFolder(folder)
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

/** Appends all of the text or nothing. */
async function appendText(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o600)
  let size = 0
  try {
    ;({ size } = await file.stat())
    // A umask only takes rights away, also those of the owner. Some shares know no modes.
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

/** A nearly full disk takes a part of a line. */
async function takeBack(file: FileHandle, size: number): Promise<void> {
  await file.truncate(size)
  await flush(file)
}
