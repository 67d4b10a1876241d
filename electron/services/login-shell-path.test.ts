import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLoginShellPath } from './login-shell-path.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A shell whose start-up file holds these lines before it runs what it was asked for. */
async function shellThat(...lines: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-shell-'))
  folders.push(folder)
  const file = join(folder, 'shell')
  await writeFile(file, ['#!/bin/sh', ...lines, 'eval "$2"', ''].join('\n'))
  await chmod(file, 0o755)
  return file
}

const pathOf = (shell: string, more: NodeJS.ProcessEnv = {}, limit = 5000) =>
  createLoginShellPath({
    environment: { PATH: '/usr/bin:/bin', SHELL: shell, ...more },
    platform: 'linux',
    limit,
  })()

describe('the PATH by which plugins are found', () => {
  it('is that of the login shell, whatever its start-up files print', async () => {
    const shell = await shellThat('echo Welcome; echo warning >&2', 'PATH="/opt/tools bin:$PATH"')
    expect(await pathOf(shell)).toBe('/opt/tools bin:/usr/bin:/bin')
  })

  it('is the own one where a terminal started the application, or on Windows', async () => {
    const shell = await shellThat('PATH=/wrong')
    expect(await pathOf(shell, { TERM: 'xterm', SHLVL: '1' })).toBe('/usr/bin:/bin')
    const windows = createLoginShellPath({ environment: { PATH: 'C:\\x' }, platform: 'win32' })
    expect(await windows()).toBe('C:\\x')
  })

  it('is the own one where the shell is missing, fails or never ends', async () => {
    expect(await pathOf('/nonexistent/shell')).toBe('/usr/bin:/bin')
    expect(await pathOf(await shellThat('exit 3'))).toBe('/usr/bin:/bin')
    expect(await pathOf(await shellThat('sleep 60'), {}, 200)).toBe('/usr/bin:/bin')
  })

  it('is asked for once', async () => {
    const shell = await shellThat('echo x >> "$0.asked"')
    const path = createLoginShellPath({ environment: { PATH: '/bin', SHELL: shell }, platform: 'darwin' })
    await Promise.all([path(), path()])
    expect(await readFile(`${shell}.asked`, 'utf8')).toBe('x\n')
  })
})
