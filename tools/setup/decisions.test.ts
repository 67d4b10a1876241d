import { describe, expect, test } from 'vitest'
import { readSuites } from './arguments.mjs'
import { isInstalled } from './dependencies.mjs'
import { hasDisplay } from './display.mjs'
import { electronArguments, mayDownload } from './electron.mjs'

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
  test('is asked for on Linux alone', () => {
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
  ])('are installed anew if %s', (_, hidden) => {
    expect(isInstalled(lock, hidden)).toBe(false)
  })
})

describe('npm test', () => {
  test('runs all suites in their order', () => {
    expect(readSuites([])).toEqual([
      ...['format', 'lint', 'types', 'unit', 'build', 'integration'],
      ...['e2e-sandbox', 'e2e-cluster'],
    ])
  })

  test('runs the suites that are named, the cheap ones first', () => {
    expect(readSuites(['e2e', 'unit'])).toEqual(['unit', 'e2e-sandbox', 'e2e-cluster'])
    expect(readSuites(['e2e-cluster'])).toEqual(['e2e-cluster'])
    expect(readSuites(['check'])).toEqual(['format', 'lint', 'types', 'unit'])
  })

  test('refuses a suite that does not exist', () => {
    expect(() => readSuites(['e3e'])).toThrow('Unknown suite: e3e')
  })
})
