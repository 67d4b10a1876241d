import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser, findCommand } from './find.ts'
import { createBrowserFolders, removeStaleFolders } from './folders.ts'
import { switchesOf } from './switches.ts'

let place: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'browser-test-'))
})

afterEach(() => rmSync(place, { recursive: true, force: true }))

function program(folder: string, name: string, mode = 0o755): string {
  mkdirSync(join(place, folder), { recursive: true })
  const file = join(place, folder, name)
  writeFileSync(file, '#!/bin/sh\n', { mode })
  return file
}

describe('findBrowser', () => {
  it('takes the one that CREDENZA_BROWSER names', () => {
    const wanted = program('own', 'my-browser')
    program('bin', 'chromium')
    const environment = { PATH: join(place, 'bin'), CREDENZA_BROWSER: wanted }
    expect(findBrowser(environment, 'linux')).toBe(wanted)
  })

  it('takes Chromium before Chrome before Edge, in any order of the PATH', () => {
    program('a', 'microsoft-edge')
    const chrome = program('b', 'google-chrome')
    const PATH = [join(place, 'a'), join(place, 'b')].join(delimiter)
    expect(findBrowser({ PATH }, 'linux')).toBe(chrome)
  })

  it('skips files that aren’t executable', () => {
    program('a', 'chromium', 0o644)
    mkdirSync(join(place, 'b', 'chromium'), { recursive: true })
    const PATH = [join(place, 'a'), join(place, 'b')].join(delimiter)
    expect(findCommand('chromium', { PATH })).toBeNull()
    expect(() => findBrowser({ PATH }, 'linux')).toThrow('Install Chromium')
  })
})

describe('the browser’s folders', () => {
  it('are for this user only', () => {
    const folders = createBrowserFolders({ parent: place })
    for (const folder of [folders.root, folders.profile, folders.config, folders.cache, folders.data]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700)
    }
    expect(folders.remove()).toBe(true)
    expect(existsSync(folders.root)).toBe(false)
  })

  it('are not removed where others can write to them, nor through a link', () => {
    const open = createBrowserFolders({ parent: place, pid: 2 ** 30 }).root
    chmodSync(open, 0o777)
    const precious = join(place, 'precious')
    mkdirSync(precious, { mode: 0o700 })
    symlinkSync(precious, `${open}-link`)
    removeStaleFolders({ parent: place })
    expect(existsSync(open)).toBe(true)
    expect(existsSync(precious)).toBe(true)
    expect(lstatSync(`${open}-link`).isSymbolicLink()).toBe(true)
  })

  it('are removed at the next start when their process died, and only then', () => {
    // No process can have this number, which is above the kernel's limit.
    const dead = createBrowserFolders({ parent: place, pid: 2 ** 30 })
    const alive = createBrowserFolders({ parent: place })
    const other = join(place, `chromium-runtime-elsewhere-${2 ** 30}-abcdef`)
    mkdirSync(other)
    removeStaleFolders({ parent: place })
    expect([dead.root, alive.root, other].map((folder) => existsSync(folder))).toEqual([false, true, true])
  })
})

describe('the browser’s switches', () => {
  const wish = () => ({
    folders: createBrowserFolders({ parent: place }),
    title: 'A </title> & B',
    backgroundColor: '#123456',
    width: 900,
    height: 700,
    position: null,
    isHeadless: false,
    hasFewProcesses: false,
    isRoot: false,
    debuggingPort: null,
    extra: [],
  })

  it('open no debugging port and keep the sandbox, unless asked for', () => {
    expect(switchesOf(wish()).join(' ')).not.toMatch(/remote-debugging-port|no-sandbox|headless/)
    const all = switchesOf({ ...wish(), debuggingPort: 0, isRoot: true, isHeadless: true })
    expect(all).toEqual(expect.arrayContaining(['--remote-debugging-port=0', '--no-sandbox', '--headless']))
  })

  it('let the browser have its usual processes, unless fewer are asked for', () => {
    const few = ['--in-process-gpu', '--renderer-process-limit=1', '--disable-site-isolation-trials']
    expect(switchesOf(wish()).filter((each) => few.includes(each))).toEqual([])
    expect(switchesOf({ ...wish(), hasFewProcesses: true })).toEqual(expect.arrayContaining(few))
  })

  it('switch name resolution off and never touch the features of a distribution', () => {
    const switches = switchesOf(wish())
    expect(switches).toContain('--host-resolver-rules=MAP * ~NOTFOUND')
    expect(switches.join(' ')).not.toContain('--disable-features')
  })

  it('keep a hostile title or colour inside the first page’s text', () => {
    const page = (changed: object) => {
      const app = switchesOf({ ...wish(), ...changed }).find((text) => text.startsWith('--app=')) ?? ''
      return decodeURIComponent(app.slice(app.indexOf(',') + 1))
    }
    expect(page({})).toBe('<title>A &lt;/title> &amp; B</title><style>html{background:#123456}</style>')
    expect(page({ backgroundColor: '</style><script>' })).toContain('background:#ffffff')
  })
})
