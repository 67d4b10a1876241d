import { join, resolve } from 'node:path'

/** The folder for the application's files, by Electron's rules. `--user-data-dir` names another one. */
export function userDataFolder(of: {
  args: readonly string[]
  /** Relative paths are resolved from here. */
  folder: string
  /** The application's name. */
  name: string
  home: string
  platform: NodeJS.Platform
  environment: NodeJS.ProcessEnv
}): string {
  const option = '--user-data-dir='
  const given = of.args.find((each) => each.startsWith(option))?.slice(option.length)
  if (given !== undefined && given !== '') return resolve(of.folder, given)
  const { home, platform, environment, name } = of
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name)
  if (platform === 'win32') return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), name)
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), name)
}
