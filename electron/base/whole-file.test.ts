import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileError, systemCode } from './file-error.ts'
import { fileHandlePrototype } from './testing/file-handles.ts'
import { writeWholeFile } from './whole-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-write-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const codeOf = (writing: Promise<unknown>) => writing.then(() => 'written', systemCode)

describe('a whole file', () => {
  it('holds all pieces and is readable by its owner only', async () => {
    const file = join(folder, 'a.csv')
    expect(await writeWholeFile(file, ['one', 'two'])).toEqual({ isConfirmed: true })
    expect(await readFile(file, 'utf8')).toBe('onetwo')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('stays as it was, with nothing next to it, when a piece fails', async () => {
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
    await expect(writeWholeFile(file, pieces, { signal: controller.signal })).rejects.toThrow('aborted')
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('can be left while a disk that went away does not answer', async () => {
    vi.spyOn(await fileHandlePrototype(), 'write').mockReturnValue(new Promise(() => undefined))
    const controller = new AbortController()
    const writing = writeWholeFile(join(folder, 'a.csv'), ['one'], { signal: controller.signal })
    controller.abort(new Error('left'))
    await expect(writing).rejects.toThrow('left')
  })

  it('has a name of 255 bytes', async () => {
    const name = `${'名'.repeat(83)}ab.csv`
    expect(Buffer.byteLength(name)).toBe(255)
    await writeWholeFile(join(folder, name), ['rows'])
    expect(await readdir(folder)).toEqual([name])
  })

  it('fails with the system’s code where the folder is missing', async () => {
    expect(await codeOf(writeWholeFile(join(folder, 'no', 'a.csv'), ['x']))).toBe('ENOENT')
  })

  it('never replaces a folder, pipe or device', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await codeOf(writeWholeFile(folder, ['x']))).toBe('EISDIR')
    expect(await codeOf(writeWholeFile(pipe, ['x']))).toBe('EINVAL')
    expect((await stat(pipe)).isFIFO()).toBe(true)
    expect(await readdir(folder)).toEqual(['pipe'])
  })
})

describe('a full disk: short writes', () => {
  it('are continued, so that nothing is cut', async () => {
    const prototype = await fileHandlePrototype()
    const write = prototype.write as (bytes: Buffer, at: number, length: number) => Promise<unknown>
    const spy = vi.spyOn(prototype, 'write').mockImplementation(function (
      this: unknown,
      ...[bytes, at, length]: unknown[]
    ) {
      return write.call(this, bytes as Buffer, at as number, Math.min(7, length as number)) as never
    })
    const text = 'ä row of many bytes\r\n'.repeat(20)
    await writeWholeFile(join(folder, 'a.csv'), [text, 'end'])
    expect(spy.mock.calls.length).toBeGreaterThan(60)
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe(`${text}end`)
  })

  it('fail when the disk takes nothing more, and the old file stays', async () => {
    await writeFile(join(folder, 'old.csv'), 'old')
    vi.spyOn(await fileHandlePrototype(), 'write').mockResolvedValue({ bytesWritten: 0, buffer: '' })
    expect(await codeOf(writeWholeFile(join(folder, 'old.csv'), ['new']))).toBe('ENOSPC')
    expect(await readFile(join(folder, 'old.csv'), 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['old.csv'])
  })

  it('fail if the disk reported more than it took', async () => {
    vi.spyOn(await fileHandlePrototype(), 'write').mockImplementation(((bytes: Buffer) =>
      Promise.resolve({ bytesWritten: bytes.length, buffer: bytes })) as never)
    expect(await codeOf(writeWholeFile(join(folder, 'a.csv'), ['rows']))).toBe('EIO')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a share on which fsync is not possible', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM'])(
    'gets the file, with the weaker promise: %s',
    async (code) => {
      vi.spyOn(await fileHandlePrototype(), 'sync').mockRejectedValue(fileError(code, 'fsync'))
      const file = join(folder, 'a.csv')
      expect(await writeWholeFile(file, ['rows'])).toEqual({ isConfirmed: false })
      expect(await readFile(file, 'utf8')).toBe('rows')
    },
  )

  it.each(['EIO', 'ENOSPC', 'EDQUOT'])('is not confused with a flush that failed: %s', async (code) => {
    vi.spyOn(await fileHandlePrototype(), 'sync').mockRejectedValue(fileError(code, 'fsync'))
    expect(await codeOf(writeWholeFile(join(folder, 'a.csv'), ['rows']))).toBe(code)
    expect(await readdir(folder)).toEqual([])
  })

  it('is also reported if only the folder can’t be flushed', async () => {
    const prototype = await fileHandlePrototype()
    vi.spyOn(prototype, 'sync').mockResolvedValueOnce().mockRejectedValueOnce(fileError('EINVAL', 'fsync'))
    expect(await writeWholeFile(join(folder, 'a.csv'), ['rows'])).toEqual({ isConfirmed: false })
  })
})

describe('a link instead of a file', () => {
  it('is replaced, never written through', async () => {
    const target = join(folder, 'target')
    await writeFile(target, 'precious')
    await symlink(target, join(folder, 'a.csv'))
    await writeWholeFile(join(folder, 'a.csv'), ['rows'])
    expect(await readFile(target, 'utf8')).toBe('precious')
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('rows')
  })

  it('is followed on request, also to a file that does not exist yet', async () => {
    const target = join(folder, 'target')
    await symlink('target', join(folder, 'settings.json'))
    for (const text of ['first', 'second']) {
      await writeWholeFile(join(folder, 'settings.json'), [text], { link: 'follow' })
      expect(await readFile(target, 'utf8')).toBe(text)
    }
    expect(await readdir(folder)).toEqual(['settings.json', 'target'])
  })

  it('that leads in a circle is reported', async () => {
    await symlink('b', join(folder, 'a'))
    await symlink('a', join(folder, 'b'))
    expect(await codeOf(writeWholeFile(join(folder, 'a'), ['x'], { link: 'follow' }))).toBe('ELOOP')
  })
})

describe.skipIf(process.platform === 'win32')('with any umask', () => {
  // A worker can't change the umask, because it belongs to the process; another process writes.
  it.each(['000', '022', '077', '777'])('such as %s, files are 0600 and folders 0700', async (umask) => {
    await chmod(folder, 0o755)
    const at = (name: string) => JSON.stringify(new URL(`./${name}`, import.meta.url).href)
    const script = `
      process.umask(0o${umask})
      const { makePrivateFolder } = await import(${at('private-folder.ts')})
      const { writeWholeFile } = await import(${at('whole-file.ts')})
      const folder = ${JSON.stringify(join(folder, 'a', 'b'))}
      await makePrivateFolder(folder)
      await writeWholeFile(folder + '/c.csv', ['rows'])`
    execFileSync(process.execPath, ['--input-type=module', '-e', script])
    const modes = await Promise.all(['a', 'a/b', 'a/b/c.csv'].map((name) => stat(join(folder, name))))
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '700', '600'])
  })
})
