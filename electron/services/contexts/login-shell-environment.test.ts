import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLoginShellEnvironment } from './login-shell-environment.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A shell whose start-up file contains these lines before it runs its command. */
const shellThat = (...lines: string[]) => shellNamed('shell', ...lines)

async function shellNamed(name: string, ...lines: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-shell-'))
  folders.push(folder)
  const file = join(folder, name)
  const runLast = 'for command in "$@"; do :; done; eval "$command"'
  await writeFile(file, ['#!/bin/sh', ...lines, runLast, ''].join('\n'))
  await chmod(file, 0o755)
  return file
}

const environmentOf = (shell: string, more: NodeJS.ProcessEnv = {}, limit = 5000) =>
  createLoginShellEnvironment({
    environment: { PATH: '/usr/bin:/bin', SHELL: shell, ...more },
    platform: 'linux',
    limit,
  })()
const pathOf = async (...given: Parameters<typeof environmentOf>) => (await environmentOf(...given)).PATH

describe('the environment of what a desktop started', () => {
  it('has the PATH of the login shell, even if its start-up files print something', async () => {
    const shell = await shellThat(
      'echo Welcome; echo warning >&2',
      'PATH="/opt/tools bin:$PATH"; export PATH',
    )
    expect(await pathOf(shell)).toBe('/opt/tools bin:/usr/bin:/bin')
  })

  it('has KUBECONFIG, the proxies and the account of the plugins as the login shell has them', async () => {
    const shell = await shellThat(
      "export KUBECONFIG='/k/one:/k/two' AWS_PROFILE=prod HTTPS_PROXY=http://proxy:3128 no_proxy='a, b'",
      "export AWS_CONFIG_FILE='/odd/one=two\nKUBECONFIG=/not/this'",
    )
    expect(await environmentOf(shell)).toMatchObject({
      KUBECONFIG: '/k/one:/k/two',
      AWS_PROFILE: 'prod',
      HTTPS_PROXY: 'http://proxy:3128',
      no_proxy: 'a, b',
      AWS_CONFIG_FILE: '/odd/one=two\nKUBECONFIG=/not/this',
    })
  })

  it('takes nothing else from it, least of all what changes what a program loads', async () => {
    const shell = await shellThat('export OTHER=x LD_PRELOAD= NODE_OPTIONS=--inspect EDITOR=vi')
    const found = await environmentOf(shell)
    expect(Object.keys(found).sort()).toEqual(['PATH', 'SHELL'])
  })

  it('keeps its own variables, in either letter case, unless they are empty', async () => {
    const shell = await shellThat('export KUBECONFIG=/shell HTTPS_PROXY=http://shell:1 AWS_PROFILE=shell')
    const own = { KUBECONFIG: '/own', https_proxy: 'http://own:1', AWS_PROFILE: '' }
    const found = await environmentOf(shell, own)
    expect(found).toMatchObject({ KUBECONFIG: '/own', https_proxy: 'http://own:1', AWS_PROFILE: 'shell' })
    expect(found).not.toHaveProperty('HTTPS_PROXY')
  })

  it('is unchanged if a terminal started the application, or on Windows', async () => {
    const shell = await shellThat('PATH=/wrong; export PATH KUBECONFIG=/wrong')
    const own = { TERM: 'xterm', SHLVL: '1' }
    expect(await environmentOf(shell, own)).toEqual({ PATH: '/usr/bin:/bin', SHELL: shell, ...own })
    const windows = createLoginShellEnvironment({ environment: { PATH: 'C:\\x' }, platform: 'win32' })
    expect(await windows()).toEqual({ PATH: 'C:\\x' })
  })

  it('is unchanged if the shell is missing, fails or never ends', async () => {
    expect(await pathOf('/nonexistent/shell')).toBe('/usr/bin:/bin')
    expect(await pathOf(await shellThat('exit 3'))).toBe('/usr/bin:/bin')
    expect(await pathOf(await shellThat('sleep 60'), {}, 200)).toBe('/usr/bin:/bin')
  })

  it.each([
    ['tcsh', '-i -c'],
    ['csh', '-i -c'],
    ['nu', '-i -l -c'],
    ['fish', '-i -l -c'],
    ['pwsh', '-Login -Command'],
  ])('asks %s in a way that it understands', async (name, flags) => {
    // None of these shells knows all of a POSIX shell's language, but each can run a program.
    const shell = await shellNamed(
      name,
      `case "$*" in "${flags} /bin/sh -c '"*"'") ;; *) exit 1 ;; esac`,
      'PATH=/opt/tools:$PATH; export PATH',
    )
    expect(await pathOf(shell)).toBe('/opt/tools:/usr/bin:/bin')
  })

  it('is asked for once', async () => {
    const shell = await shellThat('echo x >> "$0.asked"')
    const environment = createLoginShellEnvironment({
      environment: { PATH: '/bin', SHELL: shell },
      platform: 'darwin',
    })
    await Promise.all([environment(), environment()])
    expect(await readFile(`${shell}.asked`, 'utf8')).toBe('x\n')
  })
})
