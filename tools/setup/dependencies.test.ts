import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installDependencies, projectNode } from './dependencies.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dependencies-'))
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": {} }')
  const npm = join(root, 'npm.js')
  writeFileSync(npm, "require('node:fs').writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)))")
  vi.stubEnv('npm_execpath', npm)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

const install = () => installDependencies(root, () => undefined, 'aside')

test('all dependencies are installed, whatever npm would leave out', async () => {
  mkdirSync(dirname(projectNode(root)), { recursive: true })
  symlinkSync(process.execPath, projectNode(root))
  await install()
  expect(JSON.parse(readFileSync(join(root, 'asked.json'), 'utf8'))).toEqual(
    expect.arrayContaining(['ci', '--include=dev', '--include=optional']),
  )
})

test('a Node that npm didn’t install, or that doesn’t run here, is reported at once', async () => {
  await expect(install()).rejects.toThrow(/own Node doesn’t run: .*ENOENT[^]*ignore-scripts/)
})
