import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createInstanceLock, type InstanceLock } from './instance-lock.ts'

let place: string
let locks: InstanceLock[]

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'lock-'))
  locks = []
})

afterEach(() => {
  for (const lock of locks) lock.release()
  rmSync(place, { recursive: true, force: true })
})

function lockOf(folder: string, argv: string[] = ['app']): InstanceLock {
  const lock = createInstanceLock({ folder: () => folder, argv, workingFolder: '/work' })
  locks.push(lock)
  return lock
}

it('is held by the first until it releases it', () => {
  const first = lockOf(place)
  expect(first.request()).toBe(true)
  expect(first.request()).toBe(true)
  expect(statSync(join(place, 'instance.sock')).mode & 0o777).toBe(0o600)
  first.release()
  expect(readdirSync(place)).toEqual([])
  expect(lockOf(place).request()).toBe(true)
})

it('survives invalid messages', async () => {
  const { connect } = await import('node:net')
  const first = lockOf(place)
  const seen: unknown[] = []
  first.onSecondInstance((...details) => seen.push(details))
  first.request()
  for (const text of ['rubbish\n', '{"a":1}\n', '[1,2,3]\n']) {
    const answer = await new Promise<string>((resolve) => {
      const connection = connect(join(place, 'instance.sock'), () => connection.write(text))
      connection.setEncoding('utf8').once('data', (chunk: string) => resolve(chunk))
    })
    expect(answer).toBe('no\n')
  }
  expect(seen).toEqual([])
})

it('takes over a socket that nobody listens on', () => {
  writeFileSync(join(place, 'instance.sock'), '')
  const lock = lockOf(place)
  expect(lock.request()).toBe(true)
  expect(lstatSync(join(place, 'instance.sock')).isSocket()).toBe(true)
})

it('works where the path of the user data folder is too long for a socket', () => {
  const long = join(place, 'x'.repeat(120))
  mkdirSync(long)
  const lock = lockOf(long)
  expect(lock.request()).toBe(true)
  const link = lstatSync(join(long, 'instance.sock'))
  expect(link.isSymbolicLink()).toBe(true)
  expect(statSync(join(long, 'instance.sock')).isSocket()).toBe(true)
  lock.release()
  expect(readdirSync(long)).toEqual([])
  expect(existsSync(join(long, 'instance.sock'))).toBe(false)
})

it('goes to exactly one of two who ask in the same moment', async () => {
  const { spawn } = await import('node:child_process')
  const lock = new URL('instance-lock.ts', import.meta.url).href
  const program = `
    const { createInstanceLock } = await import(${JSON.stringify(lock)})
    const lock = createInstanceLock({ folder: () => ${JSON.stringify(place)}, argv: [String(process.pid)], workingFolder: '/' })
    lock.onSecondInstance((argv) => console.log('told ' + argv))
    console.log(lock.request())
    setInterval(() => {}, 1000)`
  // A stale socket makes both try to take over.
  writeFileSync(join(place, 'instance.sock'), '')
  const node = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.bin', 'node')
  const outputs = ['', '']
  const children = outputs.map((_, index) => {
    const child = spawn(node, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout
      .setEncoding('utf8')
      .on('data', (chunk: string) => (outputs[index] = `${outputs[index] ?? ''}${chunk}`))
    return child
  })
  try {
    const answers = () => outputs.map((text) => /^(true|false)$/m.exec(text)?.[0]).sort()
    await expect.poll(() => answers()).toEqual(['false', 'true'])
    await expect.poll(() => outputs.join('')).toMatch(/told/)
  } finally {
    for (const child of children) child.kill()
  }
})

/** A folder with something valuable in it, named by `make`. */
function preciousRoom(make: string): string {
  const room = mkdtempSync(make)
  writeFileSync(join(room, 'instance.sock'), '')
  writeFileSync(join(room, 'precious'), 'precious')
  return room
}

it('removes no folder that a link at instance.sock names', () => {
  const rooms = [
    preciousRoom(join(place, 'documents-')),
    preciousRoom(join(place, 'chromium-runtime-lock-')),
    preciousRoom(join(tmpdir(), 'other-')),
    preciousRoom(join(tmpdir(), 'chromium-runtime-lock-')),
  ]
  try {
    for (const room of rooms) {
      const folder = mkdtempSync(join(place, 'data-'))
      symlinkSync(join(room, 'instance.sock'), join(folder, 'instance.sock'))
      expect(lockOf(folder).request()).toBe(true)
      expect(readdirSync(room)).toContain('precious')
    }
  } finally {
    for (const room of rooms) rmSync(room, { recursive: true })
  }
})

it('removes no room that others can write, and none through a link', () => {
  const open = mkdtempSync(join(tmpdir(), 'chromium-runtime-lock-'))
  const link = `${open}-link`
  const elsewhere = mkdtempSync(join(place, 'elsewhere-'))
  writeFileSync(join(elsewhere, 'instance.sock'), '')
  try {
    chmodSync(open, 0o777)
    symlinkSync(elsewhere, link)
    for (const room of [open, link]) {
      const folder = mkdtempSync(join(place, 'data-'))
      symlinkSync(join(room, 'instance.sock'), join(folder, 'instance.sock'))
      expect(lockOf(folder).request()).toBe(true)
    }
    expect(existsSync(open)).toBe(true)
    expect(readdirSync(elsewhere)).toEqual(['instance.sock'])
  } finally {
    rmSync(link)
    rmSync(open, { recursive: true })
  }
})
