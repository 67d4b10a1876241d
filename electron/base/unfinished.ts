import { randomBytes } from 'node:crypto'
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { isAlive, processPlace } from './living-process.ts'
import { makePrivateFolder } from './private-folder.ts'

/** Files that are not written to the end yet bear this name: who writes them, and something unique. */
const form = /^\.credenza-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}\.tmp$/
/** Before, they were named after the file; in the user data folder alone they can't be anybody else's. */
const earlierForm = /^\.(?:settings|sandbox)\.json\.[0-9a-f]{12}\.tmp$/

/** A file that no one has written to for this long, in milliseconds, was left behind. */
const staleAfter = 24 * 60 * 60_000

/** A new name for a file that is being written. It is short, so that it fits wherever the file's own name does. */
export async function unfinishedName(): Promise<string> {
  return `.credenza-${await processPlace()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`
}

/** Remembers where a file is being written, so that a later start finds what a killed process left there. */
export interface Unfinished {
  /** Notes a path that `unfinishedName` named; the returned function forgets it. Never throws. */
  note: (path: string) => Promise<() => Promise<void>>
}

/** Notes of files outside Credenza's own folder, one small file each in `folder`. */
export function createUnfinished(folder: string): Unfinished {
  return {
    note: async (path) => {
      const note = join(folder, basename(path))
      try {
        await makePrivateFolder(folder)
        await writeFile(note, path, { flag: 'wx', mode: 0o600 })
      } catch {
        // Where it can't be noted, only what a kill would leave behind stays there.
      }
      return () => rm(note, { force: true }).catch(() => undefined)
    },
  }
}

/**
 * Removes what killed processes of this user left behind: in `folders`, and wherever the notes in `notes` say. Files of
 * processes that still run stay, and so does every file that only looks alike.
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
    // A note that was cut names nothing: it goes by itself when it is old.
    const isNamed = isAbsolute(path) && basename(path) === name && dirname(path) !== notes
    if (isNamed && (await removeStale(path)) === 'in-use') continue
    await removeStale(note)
  }
}

/** Only ordinary files of this user's own, whose writer is gone. */
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
