import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContextsService } from '../../electron/services/contexts/contexts-service.ts'
import { failureOf } from '../../shared/failure.ts'
import { findKubectl } from '../cluster/find-server.ts'

const kubectlPath = await findKubectl({ say: () => undefined, environment: process.env })
/** The command is `tool`, and the current folder of both is `here`. */
let root = ''
const before = process.cwd()

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'credenza-lookups-')))
  for (const folder of ['here/sub', 'one', 'two', 'config', 'folder/tool']) {
    await mkdir(join(root, folder), { recursive: true })
  }
  for (const path of ['here/tool', 'here/sub/tool', 'two/tool', 'config/tool', 'one/plain'])
    await script(path)
  await chmod(join(root, 'one/plain'), 0o644)
  await symlink(join(root, 'two/tool'), join(root, 'one/linked'))
  process.chdir(join(root, 'here'))
})
afterAll(async () => {
  process.chdir(before)
  await rm(root, { recursive: true, force: true })
})

/** A program that prints the path by which it was started. */
async function script(path: string): Promise<void> {
  await writeFile(join(root, path), `#!/bin/sh\necho "$0" > '${root}/ran'\n`, { mode: 0o755 })
}

interface Case {
  command: string
  /** Credenza's own. $ is the test's folder. */
  path: string
  env?: { name: string; value: string }[]
}

async function kubeconfigOf({ command, env = [] }: Case): Promise<string> {
  const file = join(root, 'config/kubeconfig')
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command,
    env: env.map(({ name, value }) => ({ name, value: value.replaceAll('$', root) })),
    interactiveMode: 'Never',
  }
  await writeFile(
    file,
    JSON.stringify({
      'current-context': 'x',
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'u', user: { exec } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    }),
  )
  return file
}

/** The program that kubectl runs; `null` if it runs none. */
async function asKubectl(file: string, path: string): Promise<string | null> {
  await rm(join(root, 'ran'), { force: true })
  await new Promise<void>((resolve) => {
    execFile(
      kubectlPath,
      [`--kubeconfig=${file}`, '--request-timeout=10s', 'get', '--raw', '/version'],
      { env: { PATH: path, HOME: root }, cwd: join(root, 'here') },
      () => resolve(),
    )
  })
  return readFile(join(root, 'ran'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
}

/** The program that Credenza asks about and would run. */
async function asCredenza(kubeconfig: string, path: string): Promise<string | null> {
  const contexts = createContextsService({
    asked: { kubeconfig },
    environment: () => Promise.resolve({ PATH: path }),
    home: root,
    platform: process.platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: null,
  })
  try {
    const { signIn } = (await contexts.resolve('x')).context
    return signIn.kind === 'plugin' ? (signIn.plugin.program?.path ?? null) : null
  } catch (error) {
    expect(failureOf(error)).toMatchObject({ code: 'plugin-missing' })
    return null
  }
}

const cases: [string, Case][] = [
  ['on the PATH', { command: 'tool', path: '$/one:$/two' }],
  ['behind a link', { command: 'linked', path: '$/one' }],
  ['nowhere', { command: 'tool', path: '$/one' }],
  ['without a PATH', { command: 'tool', path: '' }],
  ['that may not be run', { command: 'plain', path: '$/one' }],
  ['that is a folder', { command: 'tool', path: '$/folder:$/two' }],
  ['by an empty part of the PATH', { command: 'tool', path: ':$/two' }],
  ['by an empty part at the end', { command: 'tool', path: '$/one:' }],
  ['by a dot in the PATH', { command: 'tool', path: '.:$/two' }],
  ['by a relative folder of the PATH', { command: 'tool', path: 'sub:$/two' }],
  ['by a relative folder that has none', { command: 'tool', path: 'none:$/two' }],
  [
    'by the PATH of exec.env, which does not count',
    {
      command: 'tool',
      path: '$/two',
      env: [{ name: 'PATH', value: '$/here' }],
    },
  ],
  [
    'by the PATH of exec.env alone',
    {
      command: 'tool',
      path: '$/one',
      env: [{ name: 'PATH', value: '$/two' }],
    },
  ],
  ['relative to the kubeconfig', { command: './tool', path: '$/two' }],
  ['above the kubeconfig', { command: '../two/tool', path: '$/one' }],
  ['relative to the kubeconfig, where only the current folder has it', { command: './sub/tool', path: '' }],
]

describe.skipIf(process.platform === 'win32')('the program of a plugin', () => {
  it.each(cases)('is the one that kubectl runs, or none as there: %s', async (_, one) => {
    const file = await kubeconfigOf(one)
    const path = one.path.replaceAll('$', root)
    const mine = await asCredenza(file, path)
    expect(mine).toEqual(await asKubectl(file, path))
    // The question names the same program, wherever it is started from.
    if (mine !== null) expect(mine).toMatch(/^\//)
  })
})
