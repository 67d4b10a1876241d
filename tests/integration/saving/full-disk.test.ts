// Adds `request` to every dispatcher.
import 'undici'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemCode } from '../../../electron/base/file-error.ts'
import { writeWholeFile } from '../../../electron/base/whole-file.ts'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { createLog } from '../../../electron/services/log.ts'
import { createSaveFile } from '../../../electron/services/save-file.ts'
import { openSettings } from '../../../electron/services/settings/settings.ts'
import { failureOf } from '../../../shared/failure.ts'
import { builtCommand } from '../built-command.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

// Only trying shows whether this user may mount.
const tried = process.platform === 'linux' ? mountSmallDisk() : null
tried?.remove()

let disk: SmallDisk
beforeEach(() => {
  const mounted = tried === null ? null : mountSmallDisk()
  if (mounted !== null) disk = mounted
})
afterEach(() => {
  if (tried !== null) disk.remove()
})

const at = (name: string) => join(disk.folder, name)
/** Everything except what fills the disk. */
const names = async () => (await readdir(disk.folder)).filter((name) => name !== 'full').toSorted()
const signal = new AbortController().signal
const row = 'Harbor robot,Docker registry,No issues\r\n'
const csv = (bytes: number) => row.repeat(Math.ceil(bytes / row.length)).slice(0, bytes)

const saveFile = createSaveFile()
const failureTo = (path: string, text: string) =>
  saveFile(path, [text.slice(0, 4000), text.slice(4000)], signal).then(() => null, failureOf)

/** The built command, started like by a script. Its own files are in `home`. */
async function snapshot(out: string, home: string, before: string[] = []) {
  const call = [...before, process.execPath, builtCommand(), 'snapshot', '--sandbox', '--out', out]
  const child = spawn('env', call, {
    env: { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: join(home, 'config') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = Promise.all(
    [child.stdout, child.stderr].map(async (stream) => (await stream.setEncoding('utf8').toArray()).join('')),
  )
  const [code] = (await once(child, 'close')) as [number]
  const [stdout = '', stderr = ''] = await texts
  return { code, stdout, stderr }
}

describe.skipIf(tried === null)('a full disk', () => {
  it('with 16 kB free takes no CSV of 28,011 bytes, and what was there stays whole', async () => {
    await writeFile(at('rows.csv'), 'old')
    disk.fillUpTo(20 * 1024)
    expect(await failureTo(at('rows.csv'), csv(28_011))).toEqual({
      code: 'file-not-written',
      file: at('rows.csv'),
      reason: 'ENOSPC',
    })
    expect(await readFile(at('rows.csv'), 'utf8')).toBe('old')
    expect(await names()).toEqual(['rows.csv'])
    expect(await failureTo(at('rows.csv'), csv(9_000))).toBeNull()
    expect(await readFile(at('rows.csv'), 'utf8')).toBe(csv(9_000))
  })

  it.each([0, 4096, 8192, 12288, 16384])('with %i bytes free never leaves a cut file', async (free) => {
    await writeFile(at('rows.csv'), 'old')
    disk.fillUpTo(free + 4096)
    for (const size of [1, 4000, 5000, 12_000, 28_011]) {
      const failure = await failureTo(at('rows.csv'), csv(size))
      const text = await readFile(at('rows.csv'), 'utf8')
      expect([
        csv(size),
        ...(failure === null ? [] : ['old', ...[1, 4000, 5000, 12_000].map(csv)]),
      ]).toContain(text)
      if (failure === null) expect(text).toBe(csv(size))
      expect(await names()).toEqual(['rows.csv'])
    }
  })

  it('keeps the settings as they were, and says so; when there is room they are written', async () => {
    const file = at('settings.json')
    const settings = await openSettings(file)
    await settings.change({ lastContext: 'prod' })
    disk.fillUpTo(8192)
    const recentContexts = Array.from({ length: 500 }, (_, index) => `context-of-a-long-name-${index}`)
    const failure = await settings.change({ recentContexts }).then(() => null, failureOf)
    expect(failure).toMatchObject({ code: 'file-not-written', file, reason: 'ENOSPC' })
    const again = await openSettings(file)
    expect(again.problem).toBeNull()
    expect(again.read()).toMatchObject({ lastContext: 'prod', recentContexts: [] })
    await unlink(at('full/filler'))
    await settings.change({ lastContext: 'staging' })
    expect((await openSettings(file)).read()).toMatchObject({ lastContext: 'staging', recentContexts })
  })

  it('keeps the sandbox’s file as it was, and says so', async () => {
    const file = at('sandbox.json')
    const told: (string | null)[] = []
    const onFileProblem = (reason: string | null) => void told.push(reason)
    const sandbox = await createSandbox({ file, seed: 'empty', onFileProblem })
    await sandbox.flush()
    const before = await readFile(file, 'utf8')
    disk.fillUpTo(12 * 1024)
    const body = JSON.stringify({ metadata: { name: 'big' }, stringData: { a: 'x'.repeat(30_000) } })
    await sandbox.dispatcher.request({
      origin: sandbox.server,
      path: '/api/v1/namespaces/default/secrets',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(await sandbox.flush().then(() => 'written', systemCode)).toBe('ENOSPC')
    expect(told.at(-1)).toBe('ENOSPC')
    expect(await readFile(file, 'utf8')).toBe(before)
    await sandbox.close()
    const again = await createSandbox({ file, isKept: false })
    expect(again.problem).toBeNull()
    await again.close()
  })

  it('takes no snapshot of the command line, which fails in words and leaves no file', async () => {
    const home = await mkdtemp(join(tmpdir(), 'credenza-home-'))
    disk.fillUpTo(4096)
    try {
      const { code, stdout, stderr } = await snapshot(disk.folder, home)
      expect({ code, stdout }).toEqual({ code: 7, stdout: '' })
      expect(stderr).toMatch(/Couldn’t save .*\. The disk is full \(ENOSPC\)\./)
      expect(await names()).toEqual([])
      expect(await readdir(join(home, 'config/Credenza/writing')).catch(() => [])).toEqual([])
    } finally {
      await rm(home, { recursive: true })
    }
  })

  it('cuts no line of the log', async () => {
    disk.fillUpTo(8192)
    const file = join(disk.folder, 'logs', 'credenza.log')
    const log = createLog(file)
    for (let line = 0; line < 400; line += 1) log.operation(`operation-${line}`, line, 'ok')
    const text = await readFile(file, 'utf8')
    expect(text.endsWith('\n')).toBe(true)
    const lines = text.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.length).toBeLessThan(400)
    lines.forEach((line, index) => expect(JSON.parse(line)).toMatchObject({ event: `operation-${index}` }))
  })
})

const hasTrace = spawnSync('strace', ['-V']).status === 0

describe.skipIf(!hasTrace)('a share on which fsync is not possible', () => {
  it('gets the snapshot, and the command says that less is promised', async () => {
    const home = await mkdtemp(join(tmpdir(), 'credenza-home-'))
    const inject = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EINVAL']
    try {
      await mkdir(join(home, 'out'))
      const { code, stdout, stderr } = await snapshot(join(home, 'out'), home, inject)
      expect(code).toBe(0)
      expect(await readFile(stdout.trim(), 'utf8')).toMatch(/^\uFEFFCredential,[^]*\r\n$/)
      expect(stderr.trim().split('\n')).toEqual([
        'The drive couldn’t confirm that the file would survive a power cut. Some network drives can’t.',
      ])
    } finally {
      await rm(home, { recursive: true })
    }
  })
})

describe.skipIf(tried === null)('a disk that is read-only', () => {
  it('is reported, and what is on it stays', async () => {
    await writeFile(at('rows.csv'), 'old')
    disk.makeReadOnly()
    expect(await failureTo(at('rows.csv'), csv(100))).toMatchObject({ reason: 'EROFS' })
    const settings = await openSettings(at('settings.json'))
    const failure = await settings.change({ lastContext: 'x' }).then(() => null, failureOf)
    expect(failure).toMatchObject({ code: 'file-not-written', reason: 'EROFS' })
    expect(await names()).toEqual(['rows.csv'])
  })
})

describe.skipIf(tried === null)('a disk that goes away', () => {
  it('while a file is being written is reported: nothing counts as saved', async () => {
    await mkdir(at('folder'))
    const pieces = (function* () {
      yield csv(4000)
      disk.takeAway()
      yield csv(4000)
    })()
    expect(await writeWholeFile(at('folder/rows.csv'), pieces).then(() => 'written', systemCode)).toBe(
      'ENOENT',
    )
  })

  it('before a file is written is reported', async () => {
    await mkdir(at('folder'))
    disk.takeAway()
    expect(await failureTo(at('folder/rows.csv'), csv(10))).toMatchObject({ reason: 'ENOENT' })
  })
})
