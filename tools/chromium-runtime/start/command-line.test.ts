import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCommandLine, readPackage } from './command-line.ts'
import { checkDisplay } from './display.ts'

let place: string

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'command-line-'))
  mkdirSync(join(place, 'out', 'main'), { recursive: true })
  writeFileSync(join(place, 'out', 'main', 'index.js'), '')
  writeFileSync(
    join(place, 'package.json'),
    '{"name":"n","productName":"N N","version":"1.2.3","main":"out/main/index.js"}',
  )
})

afterAll(() => rmSync(place, { recursive: true, force: true }))

it('finds the entry behind the switches that Playwright puts before it', () => {
  const given = [
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    'out/main/index.js',
    '--context',
    'a=b',
  ]
  const { entry, switches } = readCommandLine([...given, '--user-data-dir=/x=y'], place)
  expect(entry).toBe(join(place, 'out', 'main', 'index.js'))
  expect(switches.get('user-data-dir')).toBe('/x=y')
  expect(switches.get('no-sandbox')).toBeNull()
  expect(switches.has('kubeconfig')).toBe(false)
})

it('takes a folder by the main of its package.json', () => {
  expect(readCommandLine(['.'], place).entry).toBe(join(place, 'out', 'main', 'index.js'))
})

it('says what is missing', () => {
  expect(() => readCommandLine(['--inspect=0'], place)).toThrow('Usage')
  expect(() => readCommandLine(['nothing.js'], place)).toThrow(join(place, 'nothing.js'))
})

it('names the application after the package above its entry', () => {
  expect(readPackage(join(place, 'out', 'main', 'index.js'))).toEqual({ name: 'N N', version: '1.2.3' })
})

it('needs a display only on Linux, and only for a window', () => {
  expect(() => checkDisplay({}, 'linux')).toThrow('xvfb-run')
  expect(() => checkDisplay({ DISPLAY: '' }, 'linux')).toThrow('no display')
  for (const environment of [
    { DISPLAY: ':0' },
    { WAYLAND_DISPLAY: 'wayland-0' },
    { CREDENZA_HEADLESS: '1' },
  ]) {
    expect(() => checkDisplay(environment, 'linux')).not.toThrow()
  }
  expect(() => checkDisplay({}, 'darwin')).not.toThrow()
})
