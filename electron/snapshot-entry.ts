/** The command `snapshot` under plain Node: no Electron, no window, no display. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { userDataFolder } from './services/user-data-folder.ts'
import { runSnapshotCommand } from './snapshot-command.ts'
import { untilEnded } from './until-ended.ts'

const args = process.argv.slice(2)
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  productName: string
  version: string
}
const { platform, env } = process
const home = homedir()

const code = await untilEnded((ending) =>
  runSnapshotCommand({
    ...ending,
    args,
    folder: process.cwd(),
    version: manifest.version,
    userData: userDataFolder({
      args,
      folder: process.cwd(),
      name: manifest.productName,
      home,
      platform,
      environment: env,
    }),
    home,
    environment: env,
    platform,
  }),
)

// A plugin's child or an open pipe must not keep a scheduled job.
process.exit(code)
