import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kubeconfigText } from '../cluster/kubeconfig.ts'

/** `npm start` like a script on a server: no display, its own home, a minimal environment. */

const script = join(import.meta.dirname, '../../tools/start.mjs')

let home: string
let folder: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'credenza-start-'))
  folder = join(home, 'work')
  await mkdir(folder)
})
afterEach(async () => {
  await endProcesses()
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

function start(args: string[], environment: Record<string, string> = {}, isGroup = false): ChildProcess {
  const { PATH = '', CREDENZA_RUNTIME = 'chromium' } = process.env
  return spawn(process.execPath, [script, ...args], {
    cwd: folder,
    // The runtime is given. Otherwise each new home would try to download Electron again.
    env: { HOME: home, PATH, CREDENZA_RUNTIME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isGroup,
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}

const run = (...args: string[]) => ended(start(args))

interface Process {
  number: string
  parent: string
  command: string
  isOfHome: boolean
}

async function readProcess(number: string): Promise<Process> {
  const read = (name: string) => readFile(`/proc/${number}/${name}`, 'latin1').catch(() => '')
  const [status, command, environment] = await Promise.all([read('status'), read('cmdline'), read('environ')])
  return {
    number,
    parent: /^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? '',
    command: command.replaceAll('\0', ' '),
    isOfHome: environment.split('\0').includes(`HOME=${home}`),
  }
}

/**
 * The processes with this test's home in their environment, and all of their descendants. A browser may overwrite its
 * environment by its title.
 */
async function processesOfHome(): Promise<Process[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(numbers.map(readProcess))
  const found = new Set(all.filter(({ isOfHome }) => isOfHome))
  for (let before = -1; before < found.size;) {
    before = found.size
    const parents = new Set([...found].map(({ number }) => number))
    for (const each of all) if (parents.has(each.parent)) found.add(each)
  }
  return [...found].filter(({ command }) => command !== '')
}

const processesLeft = async () => (await processesOfHome()).map(({ command }) => command)

/** A browser's helpers end a moment after it. */
const expectNoProcess = () => expect.poll(processesLeft).toEqual([])

/** Ends what a failed test has left running. */
async function endProcesses(): Promise<void> {
  if (process.platform !== 'linux') return
  for (let left = await processesOfHome(); left.length > 0; left = await processesOfHome())
    for (const { number } of left) endProcess(Number(number))
}

function endProcess(number: number): void {
  try {
    process.kill(number, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** The size of a PNG picture, and how many of its pixel rows are unique. */
function lookAtPng(png: Buffer): { width: number; height: number; differentLines: number } {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const parts: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const height = png.readUInt32BE(20)
  const pixels = inflateSync(Buffer.concat(parts))
  const line = pixels.length / height
  const lines = Array.from({ length: height }, (_, at) =>
    pixels.toString('latin1', at * line, (at + 1) * line),
  )
  return { width: png.readUInt32BE(16), height, differentLines: new Set(lines).size }
}

async function expectPicture(path: string): Promise<void> {
  const { width, height, differentLines } = lookAtPng(await readFile(path))
  expect({ width, height }).toEqual({ width: 1280, height: 800 })
  // A blank window has one or two.
  expect(differentLines).toBeGreaterThan(50)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
}

/** Nothing listens there. */
const unreachable = 'https://127.0.0.1:1'

async function writeKubeconfig(name: string): Promise<string> {
  const path = join(home, 'some.kubeconfig')
  await writeFile(path, kubeconfigText({ name, server: unreachable, user: { token: 'none' } }))
  return path
}

describe.runIf(process.platform === 'linux')('npm start without a display', () => {
  it('shows the sandbox if there is no kubeconfig, as a picture and as text', async () => {
    const { code, output } = await run()
    expect(output).toMatch(/^Credentials {2}48$/m)
    expect(output).toMatch(/^Live · 48 credentials/m)
    expect(output).toMatch(/^Arena leaderboard .*Username and password .*No issues/m)
    expect(output).toContain(`Picture of the window: ${join(folder, 'credenza.png')} (1280 × 800)`)
    for (const way of ['ssh -X', 'DISPLAY=:1 npm start', 'xvfb-run -a']) expect(output).toContain(way)
    expect(code).toBe(0)
    await expectPicture(join(folder, 'credenza.png'))
    expect(await readdir(folder)).toEqual(['credenza.png'])
    await expectNoProcess()
  })

  it('reports a failure of the window and ends with an error', async () => {
    const kubeconfig = await writeKubeconfig('prod')
    const picture = join(folder, 'failure.png')
    const { code, output } = await run('--kubeconfig', kubeconfig, '--picture', picture)
    expect(output).toContain('127.0.0.1:1 refused the connection')
    expect(output).toContain('The window shows a failure.')
    expect(code).toBe(1)
    await expectPicture(picture)
    await expectNoProcess()
  })

  it('shows only the text if no window can be opened', async () => {
    const programs = join(home, 'programs')
    await mkdir(programs)
    for (const name of ['node', 'sh']) {
      const found = (process.env['PATH'] ?? '').split(delimiter).find((each) => existsSync(join(each, name)))
      await symlink(join(found ?? '', name), join(programs, name))
    }
    const sandbox = await ended(start([], { PATH: programs }))
    expect(sandbox.output).toContain('Can’t open a window, so this is the text only.')
    expect(sandbox.output).toMatch(/^Credentials {2}48$/m)
    expect(sandbox.output).toMatch(/^Arena leaderboard .*Username and password/m)
    expect(sandbox.output).toContain('xvfb-run -a')
    expect(sandbox.code).toBe(0)

    const failed = await ended(start(['--kubeconfig', await writeKubeconfig('prod')], { PATH: programs }))
    expect(failed.output).toContain('127.0.0.1:1 refused the connection')
    expect(failed.code).toBe(1)
    expect(await readdir(folder)).toEqual([])
    await expectNoProcess()
  })

  it('says so if the application is already open', async () => {
    const first = start(['--sandbox'], { CREDENZA_HEADLESS: '1' })
    const end = ended(first)
    await expect.poll(processesLeft).toContainEqual(expect.stringContaining('--app='))
    const { code, output } = await run('--sandbox')
    expect(output).toContain('Credenza is already open')
    expect(output).not.toContain('ws://')
    expect(code).toBe(1)
    first.kill('SIGTERM')
    await end
    await expectNoProcess()
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves no process and no file when it is interrupted', async () => {
    const child = start(['--sandbox'])
    const end = ended(child)
    await expect.poll(processesLeft).toContainEqual(expect.stringMatching(/^Xvfb /))
    child.kill('SIGTERM')
    expect((await end).code).toBe(143)
    await expectNoProcess()
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves no process when it is killed with all its helpers', async () => {
    const child = start(['--sandbox'], {}, true)
    await expect.poll(processesLeft).toContainEqual(expect.stringContaining('--app='))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await expectNoProcess()
  })
})

describe('npm start', () => {
  it.each([
    ['--help', /^Usage: npm start/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('answers %s and opens nothing', async (option, words) => {
    const { code, output } = await run(option)
    expect(output).toMatch(words)
    expect(code).toBe(0)
  })

  it('answers snapshot --help and opens nothing', async () => {
    const { code, output } = await run('snapshot', '--help')
    expect(output).toContain('Usage: snapshot --context NAME')
    expect(code).toBe(0)
  })

  it('refuses unknown arguments before it starts anything', async () => {
    expect(await run('--bogus')).toMatchObject({
      code: 2,
      output: expect.stringContaining('--bogus') as string,
    })
    await writeFile(join(folder, 'credenza.png'), 'notes')
    const { code, output } = await run('--picture', 'credenza.png')
    expect({ code, output }).toMatchObject({
      code: 2,
      output: expect.stringContaining('isn’t a PNG') as string,
    })
    expect(output).not.toMatch(/Installing|Building|Waiting/)
    expect(await readFile(join(folder, 'credenza.png'), 'utf8')).toBe('notes')
  })
})
