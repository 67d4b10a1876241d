import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSuites } from './arguments.mjs'
import { isInstalled } from './dependencies.mjs'
import { hasDisplay } from './display.mjs'
import { electronArguments, mayDownload } from './electron.mjs'
import { concernsWindow, suites } from './suites.mjs'

describe('npm start', () => {
  test('tries the download of Electron once, and again only if asked', () => {
    const first = { hasFailedBefore: false, isAskedFor: false, isSkipped: false }
    expect(mayDownload(first)).toBe(true)
    expect(mayDownload({ ...first, hasFailedBefore: true })).toBe(false)
    expect(mayDownload({ ...first, isSkipped: true })).toBe(false)
    expect(mayDownload({ hasFailedBefore: true, isAskedFor: true, isSkipped: true })).toBe(true)
  })

  test('switches Electron’s sandbox off for root on Linux only', () => {
    expect(electronArguments('linux', 0)).toEqual(['--no-sandbox'])
    expect(electronArguments('linux', 1000)).toEqual([])
    expect(electronArguments('darwin', 0)).toEqual([])
  })
})

describe('The display', () => {
  test('is required only on Linux', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
  })
})

describe('The dependencies', () => {
  const locked = { version: '1.0.0', integrity: 'sha512-a' }
  const lock = {
    packages: { '': {}, 'node_modules/a': locked, 'node_modules/b': { ...locked, optional: true } },
  }

  test('are installed if npm’s own record says what the lock file says', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': locked } })).toBe(true)
  })

  test.each([
    ['nothing is installed', undefined],
    ['one is missing', { packages: {} }],
    ['one has another version', { packages: { 'node_modules/a': { ...locked, version: '1.0.1' } } }],
    ['one has another content', { packages: { 'node_modules/a': { ...locked, integrity: 'sha512-b' } } }],
    [
      'one is there that is locked no more',
      { packages: { 'node_modules/a': locked, 'node_modules/c': locked } },
    ],
    [
      'they were installed on another system',
      { packages: { 'node_modules/a': locked, 'node_modules/b': { ...locked, os: ['other'] } } },
    ],
    [
      'they were installed for another processor',
      { packages: { 'node_modules/a': locked, 'node_modules/b': { ...locked, cpu: ['other'] } } },
    ],
  ])('are installed again if %s', (_, hidden) => {
    expect(isInstalled(lock, hidden)).toBe(false)
  })
})

describe('npm test', () => {
  const usual = [
    'integration',
    'e2e-cluster',
    'e2e-sandbox',
    'unit',
    'soak',
    'lint',
    'types',
    'format',
    'build',
  ]
  const all = [...usual, 'readers']
  const asked = (...args: string[]) => readSuites(args, all)

  test('runs all suites in the order in which they should start, but what runs only where it is named', () => {
    expect(asked()).toEqual({ names: usual, isEverywhere: false, isChanged: false })
  })

  test('runs the suites that are named', () => {
    expect(asked('e2e', 'unit').names).toEqual(['e2e-cluster', 'e2e-sandbox', 'unit'])
    expect(asked('e2e-cluster').names).toEqual(['e2e-cluster'])
    expect(asked('readers').names).toEqual(['readers'])
    expect(asked('check').names).toEqual(['unit', 'lint', 'types', 'format'])
  })

  test('runs each spec on both clusters, or only what changed, where that is asked for', () => {
    expect(asked('everywhere')).toEqual({ names: usual, isEverywhere: true, isChanged: false })
    expect(asked('check', '--changed')).toMatchObject({ isEverywhere: false, isChanged: true })
  })

  test('checks the types of the window after changes of what its compiler reads', () => {
    expect(concernsWindow(['electron/main.ts', 'tests/e2e/axe.ts', 'README.md'])).toBe(false)
    for (const file of ['renderer/app/App.vue', 'shared/age.ts', 'package-lock.json', 'tsconfig.base.json'])
      expect(concernsWindow(['README.md', file]), file).toBe(true)
    const settings = readFileSync(join(import.meta.dirname, '../../renderer/tsconfig.json'), 'utf8')
    expect(JSON.parse(settings)).toMatchObject({ include: ['.', '../shared'] })
  })

  test('refuses a suite that does not exist', () => {
    expect(() => asked('e3e')).toThrow('Unknown suite: e3e')
    expect(() => asked('--chnged')).toThrow('Unknown suite: --chnged')
  })

  test('knows all its suites', () => {
    expect(Object.keys(suites).sort()).toEqual([...all].sort())
  })
})
