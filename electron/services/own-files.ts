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
  /** The folder of the record of writes. */
  activity: string
}

/** Where Credenza's own files lie. */
export const ownFilesIn = (userData: string): OwnFiles => ({
  settings: join(userData, 'settings.json'),
  log: join(userData, 'logs', 'credenza.log'),
  sandbox: join(userData, 'sandbox.json'),
  activity: join(userData, 'activity'),
})

/** How long a start waits for it, in milliseconds. */
const longestRemoval = 1_000

/**
 * Takes the user data folder at a start: only its owner can use it from now on, and what a killed process left half
 * written goes. Never throws: where the folder can't be used, whatever is saved in it says so.
 */
export async function claimOwnFiles(userData: string, home: string): Promise<{ saveFile: SaveFile }> {
  const notes = join(userData, 'writing')
  await claimUserData(userData, home).catch(() => undefined)
  const { settings, sandbox, activity } = ownFilesIn(userData)
  // A link leads to where its file is written.
  const linked = await Promise.all([settings, sandbox].map((file) => realpath(file).catch(() => file)))
  const removing = removeUnfinished([userData, activity, ...linked.map((file) => dirname(file))], notes)
  // A note may name a network drive that never answers.
  await Promise.race([removing.catch(() => undefined), pause(longestRemoval, undefined, { ref: false })])
  return { saveFile: createSaveFile(createUnfinished(notes)) }
}
