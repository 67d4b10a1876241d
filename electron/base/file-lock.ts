import { createHash, randomUUID } from 'node:crypto'
import { link, lstat, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileError, systemCode } from './file-error.ts'
import { isAlive, processPlace } from './living-process.ts'
import { unfinishedName } from './unfinished.ts'
import { retryWhileBusy } from './while-busy.ts'

interface LockTimes {
  /** Milliseconds until a caller gives up. */
  patience: number
  /** Milliseconds after which a holder that can't be checked, such as one on another machine, is considered dead. */
  longestHold: number
}

const usualTimes: LockTimes = { patience: 30_000, longestHold: 20_000 }
/** Milliseconds between two attempts to take a held lock. */
const betweenLooks = 15

/**
 * Runs `work` while no other process that uses the same lock file does. The lock is the file `file`, which names its
 * holder; a lock left by a killed process is taken over. Rejects with `in-use` if the holder doesn't release it, with
 * the system's error if the lock can't be created, or with the error of `work`.
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
    if ((await look(file))?.holder === mine) await remove(file)
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
 * Removes a lock whose holder is gone. Of all processes that notice this, only the one that locks the removal of
 * exactly this lock (by its mark) removes it. A later process finds another mark and leaves the lock alone.
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
    if ((await look(file))?.mark === mark) await remove(file)
  } finally {
    await remove(right)
  }
}

// On Windows, a file that is just being removed, or that a virus scanner reads, refuses all of these for a moment.
const place = (file: string, text: string) => retryWhileBusy(() => placeOnce(file, text))
const look = (file: string) => retryWhileBusy(() => lookOnce(file))
const remove = (file: string) => retryWhileBusy(() => rm(file, { force: true }))

/** Creates the file atomically with its full text; returns false if it exists already. */
async function placeOnce(file: string, text: string): Promise<boolean> {
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
    // What stays is removed at a later start; an error must not hide that the lock was placed.
    await remove(whole).catch(() => undefined)
  }
}

/** Errors of file systems without hard links, such as FAT and some network shares. */
const knowsNoLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Not atomic: a kill can leave an empty file, which counts as a lock whose holder can't be checked. */
async function placeInSteps(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * The lock's holder, and a mark that distinguishes this lock from any other in the same file; `null` if there is none.
 */
async function lookOnce(file: string): Promise<{ holder: string; mark: string } | null> {
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
