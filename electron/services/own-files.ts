import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { claimUserData } from '../base/private-folder.ts'
import { createUnfinished, removeUnfinished } from '../base/unfinished.ts'
import { createSaveFile, type SaveFile } from './save-file.ts'

/** Credenza's own files. */
export interface OwnFiles {
  settings: string
  log: string
  sandbox: string
  /** Folder of the record of writes. */
  activity: string
}

/** Returns the paths of Credenza's own files. */
export const ownFilesIn = (userData: string): OwnFiles => ({
  settings: join(userData, 'settings.json'),
  log: join(userData, 'logs', 'credenza.log'),
  sandbox: join(userData, 'sandbox.json'),
  activity: join(userData, 'activity'),
})

/** How long a start waits for the removal, in milliseconds. */
const longestRemoval = 1_000

/**
 * Prepares the user data folder at start: restricts it to its owner, and removes files that a killed process left
 * unfinished. Never throws; if the folder can't be used, whatever writes to it reports that.
 */
export async function claimOwnFiles(userData: string, home: string): Promise<{ saveFile: SaveFile }> {
  const notes = join(userData, 'writing')
  await claimUserData(userData, home).catch(() => undefined)
  const { settings, sandbox, activity } = ownFilesIn(userData)
  // Behind a link, its target's folder is where the file is written.
  const linked = await Promise.all([settings, sandbox].map((file) => realpath(file).catch(() => file)))
  const removing = removeUnfinished([userData, activity, ...linked.map((file) => dirname(file))], notes)
  // A note may name a network drive that never answers.
  await Promise.race([removing.catch(() => undefined), pause(longestRemoval, undefined, { ref: false })])
  return { saveFile: createSaveFile(createUnfinished(notes)) }
}
