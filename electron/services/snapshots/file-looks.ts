import { readdir, stat } from 'node:fs/promises'
import { failed } from '../../../shared/failure.ts'
import { systemCode } from '../../base/file-error.ts'
import { pathOnDisk } from '../../base/path-on-disk.ts'

/** Distinguishes one content of a file from another. */
export type FileMark = string

/** How many calls may hang at a time. Each blocks one of the few threads that do all file access of this process. */
const mostHanging = 2

/**
 * Reads metadata of files and folders with a time limit in milliseconds, since a lost network drive never answers.
 * Fails with `file-unreadable` and the system's code, ETIMEDOUT after the limit.
 */
export function createFileLooks(limit = 5000, disk = { stat, readdir }) {
  const underWay = new Map<string, Promise<unknown>>()
  let hanging = 0

  /** Reads each path once at a time: concurrent callers share the answer. */
  async function inTime<T>(path: string, kind: string, ask: () => Promise<T>): Promise<T> {
    const key = `${kind}\n${path}`
    const asked = underWay.get(key)
    if (asked === undefined && hanging >= mostHanging) throw unreadable(path, 'ETIMEDOUT')
    const answer = (asked as Promise<T> | undefined) ?? begin(key, ask)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unreadable(path, 'ETIMEDOUT')), limit)
    })
    try {
      return await Promise.race([answer, late])
    } catch (error) {
      const reason = systemCode(error)
      throw reason === null ? error : unreadable(path, reason)
    } finally {
      clearTimeout(timer)
    }
  }

  function begin<T>(key: string, ask: () => Promise<T>): Promise<T> {
    let isLate = false
    const lateness = setTimeout(() => {
      isLate = true
      hanging += 1
    }, limit)
    const answer = ask().finally(() => {
      clearTimeout(lateness)
      if (isLate) hanging -= 1
      underWay.delete(key)
    })
    // Nobody may be waiting anymore when it fails.
    answer.catch(() => undefined)
    underWay.set(key, answer)
    return answer
  }

  return {
    /** The current state of a file. */
    mark: (path: string): Promise<FileMark> =>
      inTime(path, 'stat', async () => {
        const { ino, size, mtimeNs } = await disk.stat(await pathOnDisk(path), { bigint: true })
        return `${ino} ${size} ${mtimeNs}`
      }),
    /** Names of the files in a folder, sorted. */
    names: (folder: string): Promise<string[]> =>
      inTime(folder, 'folder', async () => {
        const found = await disk.readdir(folder, { withFileTypes: true })
        return found
          .filter((entry) => entry.isFile() || entry.isSymbolicLink())
          .map(({ name }) => name)
          .sort()
      }),
  }
}

export type FileLooks = ReturnType<typeof createFileLooks>

/** Returns the failure for an unreadable file or folder. */
export const unreadable = (file: string, reason: string): Error => failed('file-unreadable', { file, reason })
