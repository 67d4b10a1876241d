import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { leaveAppImage } from './leave-app-image.ts'

const run = promisify(execFile)
const appRun = join(import.meta.dirname, '../../tools/package/AppRun')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The environment of Credenza in an AppImage that was started with `given`. */
async function environmentWith(given: Record<string, string>): Promise<NodeJS.ProcessEnv> {
  const program = join(folder, 'credenza')
  await writeFile(program, '#!/bin/sh\n/usr/bin/env\n')
  await chmod(program, 0o755)
  const env = { PATH: '/usr/bin:/bin', APPDIR: folder, ARGV0: './Credenza.AppImage', ...given }
  const { stdout } = await run('/bin/sh', [appRun], { env })
  const lines = stdout.trimEnd().split('\n')
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]))
}

it('gives the programs that an AppImage starts the environment that it was started with', async () => {
  const environment = await environmentWith({ LD_LIBRARY_PATH: '/opt/a:/opt/b', XDG_DATA_DIRS: '/x' })
  expect(environment['LD_LIBRARY_PATH']).toBe(`${folder}/usr/lib:/opt/a:/opt/b`)
  leaveAppImage(environment)
  expect(environment).toMatchObject({ LD_LIBRARY_PATH: '/opt/a:/opt/b', XDG_DATA_DIRS: '/x' })
  expect(environment).not.toHaveProperty('ARGV0')
})

it('leaves no variable empty that was not set before', async () => {
  const environment = await environmentWith({})
  leaveAppImage(environment)
  expect(environment).not.toHaveProperty('LD_LIBRARY_PATH')
  expect(environment['XDG_DATA_DIRS']).toBe('/usr/local/share:/usr/share')
})

it('changes nothing outside an AppImage', () => {
  const environment = { LD_LIBRARY_PATH: '/usr/lib:/opt/a' }
  leaveAppImage(environment)
  expect(environment).toEqual({ LD_LIBRARY_PATH: '/usr/lib:/opt/a' })
})
