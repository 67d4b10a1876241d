import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimUserData, makePrivateFolder } from './private-folder.ts'

let home = ''
let userData = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'credenza-home-'))
  userData = join(home, '.config', 'Credenza')
})
afterEach(() => rm(home, { recursive: true }))

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

async function fileOf(mode: number, ...names: string[]) {
  const path = join(userData, ...names)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, '{}')
  await chmod(path, mode)
  return path
}

describe.skipIf(process.platform === 'win32')('the user data folder', () => {
  it('is made for its owner only', async () => {
    await claimUserData(userData, home)
    expect(await modeOf(userData)).toBe('700')
  })

  it('of an earlier version, that others could read, is fixed with Credenza’s files in it', async () => {
    const settings = await fileOf(0o644, 'settings.json')
    const aside = await fileOf(0o666, 'sandbox.json.broken-2026-01-01')
    const log = await fileOf(0o644, 'logs', 'credenza.log')
    await chmod(join(userData, 'logs'), 0o755)
    await chmod(userData, 0o777)
    await claimUserData(userData, home)
    expect(await Promise.all([userData, join(userData, 'logs'), settings, aside, log].map(modeOf))).toEqual([
      '700',
      '700',
      '600',
      '600',
      '600',
    ])
  })

  it('is left alone if it is the home folder or one like /tmp', async () => {
    await writeFile(join(home, 'settings.json'), '{}')
    await chmod(home, 0o755)
    await claimUserData(home, home)
    expect(await modeOf(home)).toBe('755')
    await mkdir(userData, { recursive: true })
    await chmod(userData, 0o1777)
    await claimUserData(userData, home)
    expect(await modeOf(userData)).toBe('777')
  })

  it('is left alone if it has only files of other programs', async () => {
    await mkdir(userData, { recursive: true })
    await writeFile(join(userData, 'notes.txt'), '')
    await chmod(userData, 0o755)
    await claimUserData(userData, home)
    expect(await modeOf(userData)).toBe('755')
  })

  it('changes no mode through a link', async () => {
    const other = join(home, 'public.json')
    await writeFile(other, '{}')
    await chmod(other, 0o644)
    await mkdir(userData, { recursive: true })
    await symlink(other, join(userData, 'settings.json'))
    await claimUserData(userData, home)
    expect(await modeOf(other)).toBe('644')
  })

  it.runIf(existsSync('/proc/self'))(
    'fails if the system has no such folder, instead of retrying forever',
    () => {
      expect(() => makePrivateFolder('/proc/self/Credenza/logs')).toThrow('ENOENT')
    },
  )

  it('fails if a file has its name', async () => {
    await writeFile(join(home, 'file'), '')
    expect(() => makePrivateFolder(join(home, 'file'))).toThrow('EEXIST')
    expect(() => makePrivateFolder(join(home, 'file', 'below'))).toThrow('ENOTDIR')
  })
})
