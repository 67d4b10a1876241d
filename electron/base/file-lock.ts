import { createHash, randomUUID } from 'node:crypto'
import { link, lstat, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileError, systemCode } from './file-error.ts'
import { isAlive, processPlace } from './living-process.ts'
import { unfinishedName } from './unfinished.ts'

export interface LockTimes {
  /** Milliseconds until a caller gives up. */
  patience: number
  /** A holder that can't be looked up, as on another machine, is taken for gone after so many milliseconds. */
  longestHold: number
}

const usualTimes: LockTimes = { patience: 30_000, longestHold: 20_000 }
/** Milliseconds between two looks at a lock that somebody holds. */
const betweenLooks = 15

/**
 * Runs `work` while no other process that asks for the same lock does. The lock is the file `file`, which names its
 * holder; one that a killed process left is taken over. Rejects with `in-use` if the holder does not let go, with
 * the system's error where no lock can be made, or as `work` does.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  times: LockTimes = usualTimes,
): Promise<T> {
  const mine = `${await processPlace()} ${process.pid} ${randomUUID()}`
  await take(file, mine, times)
  try {
    return await work()
  } finally {
    if ((await look(file))?.holder === mine) await rm(file, { force: true })
  }
}

async function take(file: string, mine: string, times: LockTimes): Promise<void> {
  const until = performance.now() + times.patience
  let seen = { mark: '', since: 0 }
  while (!(await place(file, mine))) {
    const now = performance.now()
    const found = await look(file)
    if (found === null) continue
    if (found.mark !== seen.mark) seen = { mark: found.mark, since: now }
    const isGone = (await hasDied(found.holder)) || now - seen.since > times.longestHold
    if (now > until) throw fileError('in-use', file)
    if (isGone) await clear(file, found.mark, mine)
    else await pause(betweenLooks)
  }
}

/**
 * Removes a lock whose holder is gone. Of all who found that, the one that gets the lock for removing exactly this one
 * does it; a later one finds another mark and leaves it alone.
 */
async function clear(file: string, mark: string, mine: string): Promise<void> {
  const right = `${file}.${mark}`
  if (!(await place(right, mine))) {
    const other = await look(right)
    if (other !== null && (await hasDied(other.holder))) await clear(right, other.mark, mine)
    await pause(betweenLooks)
    return
  }
  try {
    if ((await look(file))?.mark === mark) await rm(file, { force: true })
  } finally {
    await rm(right, { force: true })
  }
}

/** Puts the file there with all of its text at once; false if one is there already. */
async function place(file: string, text: string): Promise<boolean> {
  const whole = join(dirname(file), await unfinishedName())
  try {
    await writeFile(whole, text, { flag: 'wx', mode: 0o600 })
    await link(whole, file)
    return true
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (code === 'EEXIST') return false
    if (!knowsNoLinks.has(code)) throw error
    return await placeInSteps(file, text)
  } finally {
    await rm(whole, { force: true })
  }
}

/** What file systems without hard links answer, such as FAT and some network shares. */
const knowsNoLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Here a kill can leave an empty file, which is taken over as that of a holder who can't be looked up. */
async function placeInSteps(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Who holds the lock, and what tells this lock from every other of the same name; `null` if there is none. */
async function look(file: string): Promise<{ holder: string; mark: string } | null> {
  try {
    const holder = await readFile(file, 'utf8')
    const { ino, mtimeMs } = await lstat(file)
    const mark = createHash('sha256').update(`${holder} ${ino} ${mtimeMs}`).digest('hex').slice(0, 16)
    return { holder, mark }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

async function hasDied(holder: string): Promise<boolean> {
  const [at, pid] = holder.split(' ')
  return at === (await processPlace()) && !isAlive(Number(pid))
}
