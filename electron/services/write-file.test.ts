import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemCode, writeWholeFile } from './write-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-write-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a whole file', () => {
  it('holds all pieces and is readable by its owner only', async () => {
    const file = join(folder, 'a.csv')
    await writeWholeFile(file, ['one', 'two'])
    expect(await readFile(file, 'utf8')).toBe('onetwo')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('stays as it was, with nothing beside it, when a piece fails', async () => {
    const file = join(folder, 'a.csv')
    await writeFile(file, 'old')
    const pieces = (function* () {
      yield 'new'
      throw new Error('broken')
    })()
    await expect(writeWholeFile(file, pieces)).rejects.toThrow('broken')
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('stays as it was when it is aborted in the middle', async () => {
    const file = join(folder, 'a.csv')
    await writeFile(file, 'old')
    const controller = new AbortController()
    const pieces = (function* () {
      yield 'new'
      controller.abort()
      yield 'more'
    })()
    await expect(writeWholeFile(file, pieces, controller.signal)).rejects.toThrow()
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('does not write through a symbolic link that someone laid in its place', async () => {
    const target = join(folder, 'target')
    await writeFile(target, 'precious')
    await symlink(target, join(folder, 'a.csv'))
    await writeWholeFile(join(folder, 'a.csv'), ['rows'])
    expect(await readFile(target, 'utf8')).toBe('precious')
  })

  it('fails with the system’s code where the folder is missing', async () => {
    const error = await writeWholeFile(join(folder, 'no', 'a.csv'), ['x']).catch((reason: unknown) => reason)
    expect(systemCode(error)).toBe('ENOENT')
  })
})
