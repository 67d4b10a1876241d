import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the browser keeps what it writes: one folder of mode 0700 that goes when the application ends. */
export interface BrowserFolders {
  root: string
  profile: string
  config: string
  cache: string
  data: string
  /** For its own temporary files; null if its sockets' paths would become too long. */
  temporary: string | null
  /** Removes all of it now; false when something still writes into it. */
  remove: () => boolean
}

const prefix = 'chromium-runtime-'

// The browser makes `t/org.chromium.Chromium.XXXXXX/SingletonSocket` below it, and 107 bytes is the limit of a socket's.
const longestRoot = 107 - '/t/org.chromium.Chromium.XXXXXX/SingletonSocket'.length

/** Makes the folders below `parent`, named by this process so that a later start can tell that it died. */
export function createBrowserFolders({ parent = tmpdir(), pid = process.pid } = {}): BrowserFolders {
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

/** Removes what killed processes of this user left behind. Folders of other process spaces stay untouched. */
export function removeStaleFolders({ parent = tmpdir() } = {}): void {
  const pattern = new RegExp(`^${prefix}${processSpace()}-(\\d+)-`)
  for (const name of readdirSync(parent)) {
    const pid = pattern.exec(name)?.[1]
    const folder = join(parent, name)
    if (pid !== undefined && !isAlive(Number(pid)) && isOwnFolder(folder)) removeFolder(folder)
  }
}

/** Anybody can make folders and links in the temporary folder: only what could be made above is. */
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

/** True for a living process, also for one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Tells containers that share a temporary folder apart: their process numbers mean nothing to each other. */
function processSpace(): string {
  try {
    return Number(readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')).toString(36)
  } catch {
    return '0'
  }
}
