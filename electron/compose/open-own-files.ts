import { claimOwnFiles, ownFilesIn, type OwnFiles } from '../services/own-files.ts'
import { createLog, type Log } from '../services/log.ts'
import type { SaveFile } from '../services/save-file.ts'
import { openSettings, type SettingsStore } from '../services/settings/settings.ts'
import {
  policyFileOf,
  readSitePolicy,
  withSitePolicy,
  type SitePolicy,
} from '../services/settings/site-policy.ts'
import type { Platform } from './platform.ts'

/** What is opened before all services, and all that a window needs to open. */
export interface OpenedFiles {
  files: OwnFiles
  saveFile: SaveFile
  log: Log
  policy: SitePolicy
  settings: SettingsStore
}

/** Opens the user data folder, and reads the settings and the site's policy. */
export async function openOwnFiles(
  given: Pick<Platform, 'userData' | 'home' | 'platform' | 'environment'>,
): Promise<OpenedFiles> {
  const files = ownFilesIn(given.userData)
  const { saveFile } = await claimOwnFiles(given.userData, given.home)
  const log = createLog(files.log)
  const onUnconfirmed = () => log.entry({ event: 'settings:unconfirmed' })
  const policy = await readSitePolicy(policyFilesOf(given))
  const settings = withSitePolicy(await openSettings(files.settings, undefined, onUnconfirmed), policy)
  return { files, saveFile, log, policy, settings }
}

/** The site's own file, and another that can only forbid more. */
const policyFilesOf = ({ platform, environment }: Pick<Platform, 'platform' | 'environment'>): string[] =>
  [policyFileOf(platform, environment), environment['CREDENZA_POLICY'] ?? ''].filter((file) => file !== '')
