import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemCode } from './file-error.ts'

const privateFolder = 0o700
const privateFile = 0o600

/**
 * Creates a folder that only its owner can use, and its missing parents, regardless of the umask. An existing folder
 * stays as it is. Synchronous, because the log is.
 */
export function makePrivateFolder(folder: string): void {
  try {
    makeOne(folder)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    makePrivateFolder(dirname(folder))
    // Only once: /proc and automounters also answer ENOENT in a folder that exists.
    makeOne(folder)
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: privateFolder })
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && statSync(folder).isDirectory()) return
    throw error
  }
  // A umask can only remove permissions, but even those of the owner.
  allowingRefusal(() => chmodSync(folder, privateFolder))
}

/** Names of Credenza's files in its user data folder. */
const ownNames =
  /^(?:settings\.json|sandbox\.json)(?:\.broken-.*)?$|^credenza\.log(?:\.\d+)?$|^activity-\d+\.jsonl$/
const ownFolders = ['logs', 'writing', 'activity']

/**
 * Creates the user data folder, and removes other users' permissions on it and on Credenza's files in it. Leaves a
 * shared folder alone: one of another owner, the home folder, or one that contains only other files.
 */
export async function claimUserData(folder: string, home: string): Promise<void> {
  makePrivateFolder(folder)
  if (process.platform === 'win32') return
  const names = await readdir(folder)
  const isOurs = names.length === 0 || names.some((name) => ownNames.test(name) || name === 'logs')
  if (!isOurs || (await isShared(folder, home))) return
  await withoutOthers(folder, privateFolder)
  await tightenFiles(folder, names)
  for (const name of ownFolders.filter((each) => names.includes(each))) {
    const inner = join(folder, name)
    await withoutOthers(inner, privateFolder)
    await tightenFiles(inner, await readdir(inner).catch(() => []))
  }
}

async function tightenFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter((each) => ownNames.test(each))) {
    await withoutOthers(join(folder, name), privateFile)
  }
}

/** Other programs use the home folder and folders like /tmp as well. */
async function isShared(folder: string, home: string): Promise<boolean> {
  const [found, homeFound] = await Promise.all([stat(folder), stat(home).catch(() => null)])
  const isHome = homeFound !== null && found.ino === homeFound.ino && found.dev === homeFound.dev
  const isSticky = (found.mode & 0o1000) !== 0
  return isHome || isSticky || dirname(folder) === folder
}

/** Sets the mode of this user's own file or folder if other users have permissions on it. Never follows a link. */
async function withoutOthers(path: string, mode: number): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found === null || found.isSymbolicLink() || found.uid !== process.getuid?.()) return
  if ((found.mode & 0o077) === 0) return
  allowingRefusal(() => chmodSync(path, mode))
}

/** Changes a mode, if possible: some shares don't support modes, and their files are as open as the share. */
export function allowingRefusal(change: () => void): void {
  try {
    change()
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(systemCode(error) ?? '')) throw error
  }
}
