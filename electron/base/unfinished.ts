import { randomBytes } from 'node:crypto'
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { isAlive, processPlace } from './living-process.ts'
import { makePrivateFolder } from './private-folder.ts'

/** The name of a file that is still being written: its machine, its process and a random part. */
const form = /^\.credenza-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}\.tmp$/
/** The names that earlier versions used. In the user data folder they can only be Credenza's. */
const earlierForm = /^\.(?:settings|sandbox)\.json\.[0-9a-f]{12}\.tmp$/

/** Milliseconds without a write after which a file counts as left behind. */
const staleAfter = 24 * 60 * 60_000

/** A new name for a file that is being written. It is short, so that it fits wherever the final name fits. */
export async function unfinishedName(): Promise<string> {
  return `.credenza-${await processPlace()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`
}

/** Remembers where a file is being written, so that a later start can clean up after a killed process. */
export interface Unfinished {
  /** Notes a path made with `unfinishedName`; the returned function removes the note. Never throws. */
  note: (path: string) => Promise<() => Promise<void>>
}

/** Notes of files outside Credenza's own folder, each in a small file in `folder`. */
export function createUnfinished(folder: string): Unfinished {
  return {
    note: async (path) => {
      const note = join(folder, basename(path))
      try {
        makePrivateFolder(folder)
        await writeFile(note, path, { flag: 'wx', mode: 0o600 })
      } catch {
        // Without a note, only cleaning up after a kill is lost.
      }
      return () => rm(note, { force: true }).catch(() => undefined)
    },
  }
}

/**
 * Removes what killed processes of this user left behind in `folders` and at the paths noted in `notes`. Keeps files of
 * running processes and other files with similar names.
 */
export async function removeUnfinished(folders: readonly string[], notes: string): Promise<void> {
  for (const folder of new Set(folders)) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (form.test(name) || earlierForm.test(name)) await removeStale(join(folder, name))
    }
  }
  for (const name of await readdir(notes).catch(() => [])) {
    if (!form.test(name)) continue
    const note = join(notes, name)
    const path = await readFile(note, 'utf8').catch(() => '')
    // A truncated note names no path; it is removed when it is old.
    const isNamed = isAbsolute(path) && basename(path) === name && dirname(path) !== notes
    if (isNamed && (await removeStale(path)) === 'in-use') continue
    await removeStale(note)
  }
}

/** Removes only regular files of this user whose writer is gone. */
async function removeStale(path: string): Promise<'gone' | 'in-use'> {
  const found = await lstat(path).catch(() => null)
  if (found === null || !found.isFile()) return 'gone'
  if (process.getuid !== undefined && found.uid !== process.getuid()) return 'gone'
  const isOld = Date.now() - found.mtimeMs > staleAfter
  if (!isOld && !(await hasDeadWriter(basename(path)))) return 'in-use'
  await rm(path, { force: true }).catch(() => undefined)
  return 'gone'
}

async function hasDeadWriter(name: string): Promise<boolean> {
  const [, place, pid] = form.exec(name) ?? []
  if (place === undefined || pid === undefined || place !== (await processPlace())) return false
  return !isAlive(Number(pid))
}
