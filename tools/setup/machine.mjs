import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/**
 * The path of a program on the PATH; undefined if absent.
 * @param {string} name
 */
export function findOnPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, file))
    .find(isProgram)
}

/**
 * Whether a file is executable.
 * @param {string} path
 */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Whether this is Debian and packages can be installed. */
export function isDebianAsRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** The longest path of a temporary folder in which a browser and we can still create sockets, in bytes. */
const longestForSockets = 56

/** The temporary folder, or /tmp if no socket could be created below it. */
export function temporaryForSockets() {
  return Buffer.byteLength(tmpdir()) > longestForSockets && process.platform !== 'win32' ? '/tmp' : tmpdir()
}

/**
 * The user's cache folder for what Credenza's tools keep between runs.
 * @param {string} platform
 * @param {NodeJS.ProcessEnv} environment
 */
export function cacheFolder(platform, environment) {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'credenza')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'credenza')
  if (platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'credenza')
  return join(homedir(), '.cache', 'credenza')
}
