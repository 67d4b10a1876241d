/** The commands under plain Node: no Electron, no window, no display. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { userDataFolder } from '../services/user-data-folder.ts'
import { startTableThread } from '../snapshots/thread/start-thread.ts'
import { runCommand } from './commands.ts'
import { untilEnded } from './until-ended.ts'

const args = process.argv.slice(2)
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  productName: string
  version: string
}
const { platform, env } = process
const home = homedir()
const place = { args, folder: process.cwd(), home, platform, environment: env }

const code = await untilEnded((ending) =>
  runCommand({
    ...place,
    ...ending,
    version: manifest.version,
    userData: userDataFolder({ ...place, name: manifest.productName }),
    startTables: () => startTableThread(join(import.meta.dirname, 'snapshots.js')),
  }),
)

// A plugin's child process or an open pipe must not keep a scheduled job running.
process.exit(code)
