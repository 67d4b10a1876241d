import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileError } from '../../base/file-error.ts'
import { fileHandlePrototype } from '../../base/testing/file-handles.ts'
import { openSettings } from './settings.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the settings', () => {
  it('are the defaults before anything was chosen, and no file is made by reading', async () => {
    const settings = await openSettings(join(folder, 'settings.json'))
    expect(settings.read()).toMatchObject({ columns: null, descriptionUnderName: true, lastContext: '' })
    expect(await readdir(folder)).toEqual([])
  })

  it('are there again after a restart, in a file that only its owner can read', async () => {
    const file = join(folder, 'new', 'settings.json')
    const first = await openSettings(file)
    await first.change({ lastContext: 'prod-eu-1', columns: ['name', 'status'] })
    const again = await openSettings(file)
    expect(again.read()).toMatchObject({ lastContext: 'prod-eu-1', columns: ['name', 'status'] })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('keep the newest of many changes at once', async () => {
    const file = join(folder, 'settings.json')
    const settings = await openSettings(file)
    await Promise.all(Array.from({ length: 30 }, (_, index) => settings.change({ lastContext: `c${index}` })))
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ lastContext: 'c29' })
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('report once that the system can’t confirm that they reached the disk', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const settings = await openSettings(join(folder, 'settings.json'), undefined, onUnconfirmed)
    await settings.change({ lastContext: 'a' })
    expect(onUnconfirmed).not.toHaveBeenCalled()
    const sync = vi.spyOn(await fileHandlePrototype(), 'sync').mockRejectedValue(fileError('EINVAL', 'fsync'))
    await settings.change({ lastContext: 'b' })
    await settings.change({ lastContext: 'c' })
    sync.mockRestore()
    expect(onUnconfirmed).toHaveBeenCalledTimes(1)
    expect((await openSettings(join(folder, 'settings.json'))).read().lastContext).toBe('c')
  })

  it.each(['', '{"columns":', '[]', 'null', '\u0000\u0001'])('set a broken file aside: %j', async (text) => {
    const file = join(folder, 'settings.json')
    await writeFile(file, text)
    const settings = await openSettings(file, () => new Date(0))
    expect(settings.read().columns).toBeNull()
    expect(settings.problem).toMatchObject({ code: 'settings-broken', file })
    expect(await readdir(folder)).toEqual(['settings.json.broken-1970-01-01T00-00-00.000Z'])
    await settings.change({ lastContext: 'x' })
    expect((await openSettings(file)).problem).toBeNull()
  })

  it.skipIf(process.platform === 'win32')('set a pipe aside instead of waiting for it', async () => {
    const file = join(folder, 'settings.json')
    execFileSync('mkfifo', [file])
    const settings = await openSettings(file, () => new Date(0))
    expect(settings.problem).toMatchObject({ code: 'settings-broken', file })
    expect(await readdir(folder)).toEqual(['settings.json.broken-1970-01-01T00-00-00.000Z'])
  })

  it('drop one value that does not fit and keep the others', async () => {
    const file = join(folder, 'settings.json')
    await writeFile(file, JSON.stringify({ columns: ['name', 'password'], lastContext: 'prod', extra: 1 }))
    const settings = await openSettings(file)
    expect(settings.read()).toMatchObject({ columns: null, lastContext: 'prod' })
    expect(settings.problem).toBeNull()
  })

  it.each([{ due: 180, overdue: 90 }, { due: 90, overdue: 90 }, { due: 0, overdue: 9 }, { due: 30 }, '90'])(
    'replace limits of age that make no sense with the defaults: %j',
    async (ageLimits) => {
      const file = join(folder, 'settings.json')
      await writeFile(file, JSON.stringify({ ageLimits, lastContext: 'prod' }))
      const settings = await openSettings(file)
      expect(settings.read()).toMatchObject({ ageLimits: { due: 90, overdue: 180 }, lastContext: 'prod' })
    },
  )
})
