import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemCode } from './file-error.ts'
import { withFileLock } from './file-lock.ts'
import { processPlace } from './living-process.ts'
import { inFolder } from './testing/in-folder.ts'

/** No process has this number; process numbers are smaller. */
const noProcess = 2 ** 30

describe('a lock', () => {
  it('lets one work at a time, and is gone afterwards', () =>
    inFolder(async (folder) => {
      let inside = 0
      const most: number[] = []
      const work = async () => {
        inside += 1
        most.push(inside)
        await readdir(folder)
        inside -= 1
      }
      await Promise.all(Array.from({ length: 12 }, () => withFileLock(join(folder, 'lock'), work)))
      expect(most).toEqual(Array(12).fill(1))
      expect(await readdir(folder)).toEqual([])
    }))

  it('that a killed process left is taken over, by one after the other', () =>
    inFolder(async (folder) => {
      const lock = join(folder, 'lock')
      await writeFile(lock, `${await processPlace()} ${noProcess} x`)
      const done: number[] = []
      let inside = 0
      await Promise.all(
        [1, 2, 3, 4, 5].map((number) =>
          withFileLock(lock, async () => {
            inside += 1
            expect(inside).toBe(1)
            await readdir(folder)
            done.push(number)
            inside -= 1
          }),
        ),
      )
      expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
      expect(await readdir(folder)).toEqual([])
    }))

  it('whose holder can’t be looked up is taken over after a while, also an empty one', () =>
    inFolder(async (folder) => {
      const lock = join(folder, 'lock')
      for (const holder of ['ffffffff 1 elsewhere', '']) {
        await writeFile(lock, holder)
        const times = { patience: 60_000, longestHold: 50 }
        expect(await withFileLock(lock, () => Promise.resolve('done'), times)).toBe('done')
      }
    }))

  it('that somebody holds on to is reported as in use', () =>
    inFolder(async (folder) => {
      const lock = join(folder, 'lock')
      const holder = `${await processPlace()} ${process.pid} living`
      await writeFile(lock, holder)
      const waiting = withFileLock(lock, () => Promise.resolve(), { patience: 50, longestHold: 60_000 })
      expect(await waiting.catch((error: unknown) => systemCode(error))).toBe('in-use')
      expect(await readdir(folder)).toEqual(['lock'])
    }))

  it('is released if the work fails', () =>
    inFolder(async (folder) => {
      const failing = withFileLock(join(folder, 'lock'), () => Promise.reject(new Error('no')))
      await expect(failing).rejects.toThrow('no')
      expect(await readdir(folder)).toEqual([])
    }))
})
