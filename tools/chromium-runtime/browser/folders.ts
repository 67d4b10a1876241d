import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryForSockets } from '../../setup/machine.mjs'

/** Where the browser writes: a folder with mode 0700 that is removed when the application ends. */
export interface BrowserFolders {
  root: string
  profile: string
  config: string
  cache: string
  data: string
  /** For its own temporary files. Null if its sockets' paths would become too long. */
  temporary: string | null
  /** Removes everything now. False if something still writes into it. */
  remove: () => boolean
}

const prefix = 'chromium-runtime-'

// The browser creates `t/org.chromium.Chromium.XXXXXX/SingletonSocket` below it, and a socket path is limited to 107
// bytes.
const longestRoot = 107 - '/t/org.chromium.Chromium.XXXXXX/SingletonSocket'.length

/** Creates the folders below `parent`, named after this process so that a later start can tell that it died. */
export function createBrowserFolders({
  parent = temporaryForSockets(),
  pid = process.pid,
} = {}): BrowserFolders {
  const root = mkdtempSync(join(parent, `${prefix}${processSpace()}-${pid}-`))
  const at = (name: string) => {
    const folder = join(root, name)
    mkdirSync(folder, { mode: 0o700 })
    return folder
  }
  return {
    root,
    profile: at('profile'),
    config: at('config'),
    cache: at('cache'),
    data: at('data'),
    temporary: Buffer.byteLength(root) <= longestRoot ? at('t') : null,
    remove: () => removeFolder(root),
  }
}

/** Removes what killed processes of this user left behind. Leaves folders of other process namespaces alone. */
export function removeStaleFolders({ parent = temporaryForSockets() } = {}): void {
  const pattern = new RegExp(`^${prefix}${processSpace()}-(\\d+)-`)
  for (const name of readdirSync(parent)) {
    const pid = pattern.exec(name)?.[1]
    const folder = join(parent, name)
    if (pid !== undefined && !isAlive(Number(pid)) && isOwnFolder(folder)) removeFolder(folder)
  }
}

/** Anybody can create folders and links in the temporary folder, so only what could be created above counts. */
function isOwnFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}

function removeFolder(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

/** True for a living process, even one of another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Distinguishes containers that share a temporary folder, whose process numbers are unrelated. */
function processSpace(): string {
  try {
    return Number(readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')).toString(36)
  } catch {
    return '0'
  }
}
