import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reasonOf } from './file-error.ts'
import { namedFileLimit, readRegularFile } from './read-regular-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-file-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = (file: string, more: { signal?: AbortSignal; timeLimit?: number } = {}) =>
  readRegularFile(file, { limit: namedFileLimit, ...more })
const refusal = (file: string, more?: Parameters<typeof read>[1]) =>
  read(file, more).then(() => null, reasonOf)
const posix = it.skipIf(process.platform === 'win32')

describe('a file that a kubeconfig names', () => {
  it('is read whole up to its limit, through links too', async () => {
    const file = join(folder, 'file')
    const bytes = Buffer.alloc(namedFileLimit, 'a')
    await writeFile(file, bytes)
    await symlink(file, join(folder, 'link'))
    expect((await read(join(folder, 'link'))).equals(bytes)).toBe(true)
    await writeFile(file, '')
    expect(await read(file)).toHaveLength(0)
    expect(await refusal(join(folder, 'gone'))).toBe('ENOENT')
  })

  it('is refused before it is read if it is too large', async () => {
    const file = join(folder, 'huge')
    const handle = await open(file, 'w')
    await handle.truncate(2 * 1024 ** 3)
    await handle.close()
    const before = process.memoryUsage().rss
    expect(await refusal(file)).toBe('too-large')
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  })

  posix('is refused where it is a folder, a device, a socket or a pipe', async () => {
    await mkdir(join(folder, 'folder'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve))
    await symlink('/dev/zero', join(folder, 'link'))
    expect(await refusal(join(folder, 'folder'))).toBe('EISDIR')
    for (const file of ['/dev/zero', '/dev/null', 'link', 'pipe', 'socket']) {
      expect(await refusal(file.startsWith('/') ? file : join(folder, file)), file).toBe('not-a-file')
    }
    await new Promise((resolve) => server.close(resolve))
  })

  posix('never holds up other files, however many pipes were opened and left', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await writeFile(join(folder, 'file'), 'fine')
    const left = Array.from({ length: 20 }, () => {
      const leaving = new AbortController()
      const asked = refusal(join(folder, 'pipe'), { signal: leaving.signal })
      leaving.abort()
      return asked
    })
    expect(new Set(await Promise.all(left))).toEqual(new Set(['cancelled']))
    expect((await read(join(folder, 'file'))).toString()).toBe('fine')
  })

  it('is abandoned when its reader leaves or its time is over', async () => {
    await writeFile(join(folder, 'file'), 'fine')
    expect(await refusal(join(folder, 'file'), { signal: AbortSignal.abort() })).toBe('cancelled')
    const hung = Array.from({ length: 40 }, () => refusal(join(folder, 'file'), { timeLimit: 0 }))
    expect(await Promise.all(hung)).toContain('ETIMEDOUT')
    expect((await read(join(folder, 'file'))).toString()).toBe('fine')
  })

  it.runIf(process.platform === 'linux')('may have a size that the system doesn’t report', async () => {
    expect((await read('/proc/self/status')).toString()).toContain('Pid:')
  })
})
