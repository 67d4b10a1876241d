import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-log-'))
  file = join(folder, 'logs', 'credenza.log')
})
afterEach(() => rm(folder, { recursive: true }))

const linesOf = async (path: string) =>
  (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
const isWhole = (line: string) => {
  try {
    return typeof (JSON.parse(line) as { event: unknown }).event === 'string'
  } catch {
    return false
  }
}

describe('the log', () => {
  it('is readable by its owner only, with its folder', async () => {
    createLog(file).entry({ event: 'first' })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'logs'))).mode & 0o777).toBe(0o700)
  })

  it('makes all folders above it for its owner only', async () => {
    const inner = join(folder, 'a', 'b', 'logs')
    createLog(join(inner, 'credenza.log')).entry({ event: 'first' })
    expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700)
    expect((await stat(inner)).mode & 0o777).toBe(0o700)
  })

  it('is written on a share that refuses modes', async () => {
    const url = JSON.stringify(new URL('./log.ts', import.meta.url).href)
    const script = `
      import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const refuse = () => { throw Object.assign(new Error('EPERM'), { code: 'EPERM' }) }
      Object.assign(fs, { chmodSync: refuse, fchmodSync: refuse })
      syncBuiltinESMExports()
      const { createLog } = await import(${url})
      createLog(${JSON.stringify(file)}).entry({ event: 'first' })`
    await once(spawn(process.execPath, ['--input-type=module', '-e', script]), 'exit')
    expect(await linesOf(file)).toHaveLength(1)
  })

  it.runIf(existsSync('/proc/self'))(
    'gives up if the system makes no folder, and doesn’t retry forever',
    () => {
      createLog('/proc/self/Credenza/logs/credenza.log').entry({ event: 'first' })
      expect(existsSync('/proc/self/Credenza')).toBe(false)
    },
  )

  it('begins a new line after one that a killed process left cut', async () => {
    await mkdir(join(folder, 'logs'))
    await writeFile(file, '{"event":"wh')
    createLog(file).entry({ event: 'next' })
    const lines = await linesOf(file)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('"event":"next"')
  })

  it('stays within its limit, even if the old one can’t be moved away', async () => {
    const log = createLog(file)
    log.entry({ event: 'first' })
    await appendFile(file, 'x'.repeat(1_000_000))
    log.entry({ event: 'moved with it' })
    log.entry({ event: 'next' })
    expect(await linesOf(file)).toHaveLength(1)
    expect((await stat(`${file}.1`)).size).toBeGreaterThan(1_000_000)
    await rm(`${file}.1`)
    await mkdir(join(`${file}.1`, 'in the way'), { recursive: true })
    await appendFile(file, 'x'.repeat(2_000_000))
    const { size } = await stat(file)
    log.entry({ event: 'too much' })
    expect((await stat(file)).size).toBe(size)
  })

  it('drops a line that no entry of ours can be', async () => {
    createLog(file).entry({ event: 'x'.repeat(10_000) })
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  it('has whole lines where two processes write at once', async () => {
    const url = JSON.stringify(new URL('./log.ts', import.meta.url).href)
    const script = `
      const { createLog } = await import(${url})
      const log = createLog(${JSON.stringify(file)})
      for (let i = 0; i < 300; i += 1) log.entry({ event: 'of ' + process.pid, ms: i })`
    const writers = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]))
    await Promise.all(writers.map((writer) => once(writer, 'exit')))
    const lines = await linesOf(file)
    expect(lines).toHaveLength(600)
    expect(lines.every(isWhole)).toBe(true)
  })
})
