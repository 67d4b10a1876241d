import { mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folders that `app.getPath` supports here. */
export type PathName = 'home' | 'appData' | 'userData' | 'logs' | 'temp' | 'downloads'

interface Wish {
  environment: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  /** `--user-data-dir`, as given. */
  userData: string | null
  applicationName: () => string
}

/** Where the user's files are, by Electron's rules. */
export function createPaths({ environment, platform, userData, applicationName }: Wish) {
  const home = () => environment['HOME'] ?? homedir()
  const changed = new Map<PathName, string>()
  if (userData !== null) changed.set('userData', resolve(userData))

  function standard(name: PathName): string {
    switch (name) {
      case 'home':
        return home()
      case 'appData':
        return appData(environment, platform, home())
      case 'userData':
        return join(get('appData'), applicationName())
      case 'logs':
        return join(get('userData'), 'logs')
      case 'temp':
        return tmpdir()
      case 'downloads':
        return downloads(environment, home())
    }
  }

  function get(name: PathName): string {
    return changed.get(name) ?? standard(name)
  }

  return {
    get,
    set: (name: PathName, path: string) => void changed.set(name, path),
    /** The user data folder, created with mode 0700 if missing. Without one, the process says so and ends. */
    madeUserData(): string {
      const folder = get('userData')
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        return folder
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        console.error(`There is no folder for settings: ${reason}. Choose one with --user-data-dir=DIR.`)
        process.exit(1)
      }
    },
  }
}

export type Paths = ReturnType<typeof createPaths>

function appData(environment: Wish['environment'], platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (platform === 'win32') return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  return configHome(environment, home)
}

function configHome(environment: Wish['environment'], home: string): string {
  const given = environment['XDG_CONFIG_HOME']
  return given === undefined || given === '' ? join(home, '.config') : given
}

function downloads(environment: Wish['environment'], home: string): string {
  try {
    const text = readFileSync(join(configHome(environment, home), 'user-dirs.dirs'), 'utf8')
    const named = /^XDG_DOWNLOAD_DIR="(.+)"$/m.exec(text)?.[1]
    if (named !== undefined) return named.replace(/^\$HOME/, home)
  } catch {
    // Machines without a desktop rarely have that file.
  }
  return join(home, 'Downloads')
}
