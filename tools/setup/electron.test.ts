import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { projectNode } from './dependencies.mjs'
import { findElectron } from './electron.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'electron-'))
  mkdirSync(dirname(projectNode(root)), { recursive: true })
  symlinkSync(process.execPath, projectNode(root))
  mkdirSync(join(root, 'node_modules/electron'))
  writeFileSync(join(root, 'node_modules/electron/package.json'), '{ "version": "1.2.3" }')
  writeFileSync(join(root, 'node_modules/electron/install.js'), 'process.exit(1)')
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

/** What is said while Electron is searched, which can't be downloaded here. */
async function said(isAskedFor = false): Promise<string> {
  const lines: string[] = []
  expect(await findElectron(root, { isAskedFor, say: (line) => lines.push(line) })).toBeUndefined()
  return lines.join('\n')
}

test('a failed download is tried again only if asked', async () => {
  vi.stubEnv('XDG_CACHE_HOME', join(root, 'cache'))
  expect(await said()).toContain('Downloading Electron 1.2.3')
  expect(await said()).toBe('')
  expect(await said(true)).toContain('can’t be downloaded from here')
  expect(await said()).toBe('')
})

test('a home folder that can’t be written is no failure', async () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  vi.stubEnv('XDG_CACHE_HOME', join(file, 'cache'))
  expect(await said()).toContain('can’t be downloaded from here')
})
