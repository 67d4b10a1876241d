import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createPlace,
  familyOf,
  isRunning,
  listeningOf,
  readOrEmpty,
  start,
  until,
  type Place,
  type Run,
} from './fixture/run.ts'

describe('the process', () => {
  let place: Place
  let runs: Run[]

  beforeEach(() => {
    place = createPlace()
    runs = []
  })

  afterEach(async () => {
    for (const { child } of runs) child.kill('SIGTERM')
    await Promise.all(runs.map(({ ended }) => ended))
    place.remove()
  })

  async function shown(values: string[] = [], before: string[] = []): Promise<Run & { pid: number }> {
    const run = start(place, values, before)
    runs.push(run)
    await run.printed('loaded\n')
    return { ...run, pid: run.child.pid ?? 0 }
  }

  it('opens no listening socket', async () => {
    const { pid } = await shown()
    const family = familyOf(pid)
    expect(family.length).toBeGreaterThan(3)
    expect(listeningOf(family)).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('writes no core dumps, its browser neither', async () => {
    const { pid } = await shown()
    const limits = familyOf(pid)
      .map((each) => readOrEmpty(`/proc/${each}/limits`))
      .filter((text) => text !== '')
    expect(limits.length).toBeGreaterThan(3)
    for (const text of limits) expect(text).toMatch(/^Max core file size +0 +0 /m)
  })

  it('opens its window if the path of the temporary folder is too long for a socket', async () => {
    const long = join(place.home, 'x'.repeat(120))
    mkdirSync(long)
    place.environment['TMPDIR'] = long
    const { child, ended } = await shown()
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('listens only on loopback when a debugger is asked for', async () => {
    const { pid, printed } = await shown([], ['--inspect=0', '--remote-debugging-port=0'])
    await printed('DevTools listening on ws://127.0.0.1:')
    await printed('Debugger listening on ws://127.0.0.1:')
    const addresses = listeningOf(familyOf(pid))
    expect(addresses).toHaveLength(2)
    expect(addresses.every((address) => address.startsWith('0100007F:'))).toBe(true)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s with its browser and all its files', async (signal) => {
    const { pid, child, ended } = await shown()
    const family = familyOf(pid)
    const [folder = ''] = readdirSync(place.temporary)
    expect(statSync(join(place.temporary, folder)).mode & 0o777).toBe(0o700)
    child.kill(signal)
    expect(await ended).toBe(0)
    await until(() => !family.some(isRunning))
    expect(readdirSync(place.temporary)).toEqual([])
    expect(readdirSync(place.userData)).toEqual([])
    expect(readdirSync(place.home)).toEqual([])
  })

  it('takes its browser along when it is killed, and the next start removes what was left', async () => {
    const first = await shown()
    const family = familyOf(first.pid)
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    await until(() => !family.some(isRunning))
    expect(readdirSync(place.temporary)).not.toEqual([])
    const second = await shown()
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(readdirSync(place.temporary)).toEqual([])
  })

  it('tells the first instance of a second start, which ends without a window', async () => {
    const first = await shown()
    const { mode } = statSync(join(place.userData, 'instance.sock'))
    expect(mode & 0o777).toBe(0o600)
    const second = start(place, ['--context', 'a “strange” one'])
    expect(await second.ended).toBe(0)
    expect(second.output()).toBe('second\n')
    await first.printed('told ')
    const [argv, folder, data] = JSON.parse(/^told (.*)$/m.exec(first.output())?.[1] ?? '') as unknown[]
    expect(argv).toEqual(expect.arrayContaining(['--context', 'a “strange” one']))
    expect(folder).toBe(place.home)
    expect(data).toEqual({ from: second.child.pid })
  })

  it('starts again where a killed instance left its lock behind', async () => {
    const first = await shown()
    first.child.kill('SIGKILL')
    await first.ended
    expect(readdirSync(place.userData)).toEqual(['instance.sock'])
    const second = await shown()
    expect(second.output()).not.toContain('second')
  })

  it('ends when its browser crashes, and removes its files', async () => {
    const { pid, ended } = await shown()
    const browsers = familyOf(pid).filter((member) => member !== pid)
    process.kill(Math.min(...browsers), 'SIGKILL')
    expect(await ended).toBe(0)
    expect(readdirSync(place.temporary)).toEqual([])
  })

  it('says in a sentence that there is no display', async () => {
    delete place.environment['CREDENZA_HEADLESS']
    const run = start(place)
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/^There is no display .*xvfb-run.*\n$/)
  })

  it('says in a sentence that the folder for settings can’t be created', async () => {
    writeFileSync(join(place.home, 'file'), '')
    place.userData = join(place.home, 'file', 'settings')
    const run = start(place)
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/^There is no folder for settings: ENOTDIR.*--user-data-dir=DIR\.\n$/)
  })

  it('starts in a folder whose name means something else in an address', () => {
    const root = join(place.home, 'C# 100%41')
    const runtime = join(root, 'tools/chromium-runtime')
    cpSync(import.meta.dirname, runtime, { recursive: true })
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
    delete place.environment['CREDENZA_HEADLESS']
    const options = { env: place.environment, encoding: 'utf8' } as const
    expect(spawnSync(join(runtime, 'chromium-runtime'), options).stderr).toMatch(/^There is no display /)
  })

  it('says what to install if there is no browser', async () => {
    place.environment['CREDENZA_BROWSER'] = join(place.home, 'missing')
    const run = start(place)
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain('apt-get install chromium')
  })

  it('repeats the browser’s words when it ends before its window is there', async () => {
    const broken = join(place.home, 'broken-browser')
    writeFileSync(broken, '#!/bin/sh\necho "Missing X server" >&2\nexit 5\n', { mode: 0o755 })
    place.environment['CREDENZA_BROWSER'] = broken
    const run = start(place)
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain('Missing X server')
    expect(readdirSync(place.temporary)).toEqual([])
  })

  it('says what is missing if the application was not built', async () => {
    rmSync(join(place.home, 'nothing.js'), { force: true })
    const run = start(place, [], [join(place.home, 'nothing.js')])
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain(`There is no application at ${join(place.home, 'nothing.js')}`)
  })
})
