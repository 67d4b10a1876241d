import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { replaceFile } from './kubeconfigs.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'

const status = (window: Page) => window.getByRole('contentinfo')
const question = (window: Page) => window.getByRole('alertdialog', { name: /^Allow .+ to (run|read) / })
const allow = (window: Page) => question(window).getByRole('button', { name: 'Allow', exact: true })

/** What a plugin does when run: part of a module that has `answer(seconds)`. */
const behaviours = {
  signsIn: 'answer(3600)',
  expiresSoon: 'answer(2)',
  refuses: 'console.error("no session, run login"); process.exit(3)',
  hangs: 'setInterval(() => undefined, 1000)',
  printsRubbish: 'console.log("hello")',
}

/** A plugin in its own folder that counts its runs. */
async function makePlugin(cluster: Cluster, does: keyof typeof behaviours) {
  const { token } = await cluster.user('plugin', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const folder = await mkdtemp(join(cluster.folder, 'plugin-'))
  const file = join(folder, 'sign-in.mjs')
  const apiVersion = 'client.authentication.k8s.io/v1'
  const become = (behaviour: keyof typeof behaviours) =>
    writeFile(
      file,
      `import { appendFileSync } from 'node:fs'
      appendFileSync(${JSON.stringify(join(folder, 'runs'))}, process.pid + '\\n')
      const answer = (seconds) => console.log(JSON.stringify({
        apiVersion: '${apiVersion}',
        kind: 'ExecCredential',
        status: {
          token: '${token}',
          expirationTimestamp: new Date(Date.now() + seconds * 1000).toISOString(),
        },
      }))
      ${behaviours[behaviour]}`,
    )
  await become(does)
  const text = (args: string[] = []) => {
    const exec = {
      apiVersion,
      command: process.execPath,
      args: [file, ...args],
      env: [{ name: 'PLUGIN_REALM', value: 'shown-before-it-runs' }],
      interactiveMode: 'Never',
    }
    const ca = Buffer.from(cluster.caData ?? '', 'base64').toString()
    return kubeconfigText({
      name: 'plugin',
      server: cluster.server,
      ...(ca === '' ? {} : { ca }),
      user: { exec },
    })
  }
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, text(), { mode: 0o600 })
  /** The process ids of its runs. */
  const runs = async () =>
    (await readFile(join(folder, 'runs'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
  return { file, kubeconfig, text, become, runs }
}

test('a kubeconfig that was given is asked about once before its program runs', async ({
  start,
  cluster,
}) => {
  const plugin = await makePlugin(cluster, 'signsIn')
  const first = await start({ kubeconfig: plugin.kubeconfig })
  const { window } = first
  for (const part of [process.execPath, plugin.file, 'PLUGIN_REALM=shown-before-it-runs', plugin.kubeconfig])
    await expect(question(window)).toContainText(part)
  await expect(status(window)).toContainText('Needs approval')
  await expectNoFault(window)

  await expect(window.getByRole('button', { name: 'Don’t allow' })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(question(window)).toHaveCount(0)
  await expect(window.getByRole('heading', { name: /^plugin wants to run / })).toBeVisible()
  expect(await plugin.runs()).toEqual([])

  await window.getByRole('button', { name: 'Review the command…' }).click()
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
  expect(await plugin.runs()).toHaveLength(1)
  await first.electron.close()

  const again = await start({ kubeconfig: plugin.kubeconfig, home: first.home })
  await expect(status(again.window)).toContainText('Live')
  expect(await plugin.runs()).toHaveLength(2)
})

test('a command that was changed is asked about again, and reported as changed', async ({
  start,
  cluster,
}) => {
  const plugin = await makePlugin(cluster, 'signsIn')
  const first = await start({ kubeconfig: plugin.kubeconfig })
  await allow(first.window).click()
  await expect(status(first.window)).toContainText('Live')
  await first.electron.close()

  await writeFile(plugin.kubeconfig, plugin.text(['--verbose']))
  const { window } = await start({ kubeconfig: plugin.kubeconfig, home: first.home })
  await expect(question(window)).toBeVisible()
  await expect(question(window)).toContainText('You allowed a different command for this kubeconfig before')
  await expect(question(window)).toContainText('--verbose')
  expect(await plugin.runs()).toHaveLength(1)

  // Changed again during the question: what was shown isn't what would run.
  await replaceFile(plugin.kubeconfig, plugin.text(['--quiet']))
  await expect(question(window)).toContainText('--quiet')
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
  expect(await plugin.runs()).toHaveLength(2)
})

test('where kubectl looks a command is asked about too, and again when it changed under another name', async ({
  start,
  cluster,
}) => {
  const plugin = await makePlugin(cluster, 'signsIn')
  const first = await start()
  const path = join(first.home, '.kube', 'config')
  await mkdir(join(first.home, '.kube'))
  await writeFile(path, plugin.text(), { mode: 0o600 })
  await allow(first.window).click()
  await expect(status(first.window)).toContainText('Live')
  await first.electron.close()

  const config = JSON.parse(plugin.text(['--verbose'])) as {
    users: [{ name: string }]
    contexts: [{ context: { user: string } }]
  }
  config.users[0].name = 'renamed'
  config.contexts[0].context.user = 'renamed'
  await writeFile(path, JSON.stringify(config))
  const { window } = await start({ home: first.home })
  await expect(question(window)).toContainText('You allowed a different command for this kubeconfig before')
  expect(await plugin.runs()).toHaveLength(1)
})

test('every argument must be on screen before a program can be allowed, in a small window too', async ({
  start,
  cluster,
}) => {
  const plugin = await makePlugin(cluster, 'signsIn')
  const many = Array.from({ length: 40 }, (_, at) => `--argument-${at}=${'x'.repeat(at)}`)
  await writeFile(plugin.kubeconfig, plugin.text(many))
  const { window } = await start({ kubeconfig: plugin.kubeconfig })
  await window.setViewportSize({ width: 900, height: 600 })
  await expect(question(window)).toContainText(/\d+ arguments not seen yet/)
  await expect(allow(window)).toBeDisabled()
  await allow(window).dispatchEvent('click')
  await expect(question(window)).toBeVisible()
  expect(await plugin.runs()).toEqual([])
  await question(window).getByRole('list', { name: 'Arguments' }).focus()
  await window.keyboard.press('End')
  await expect(question(window)).not.toContainText('not seen yet')
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
})

test('a token file outside the folder of a kubeconfig is sent nowhere before it was asked about', async ({
  start,
  cluster,
}) => {
  const { token } = await cluster.user('outside', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const folder = await mkdtemp(join(cluster.folder, 'outside-'))
  await mkdir(join(folder, 'sent'))
  await writeFile(join(folder, '.vault-token'), token)
  const ca = Buffer.from(cluster.caData ?? '', 'base64').toString()
  const kubeconfig = join(folder, 'sent', 'kubeconfig')
  const user = { tokenFile: '../.vault-token' }
  await writeFile(
    kubeconfig,
    kubeconfigText({ name: 'sent', server: cluster.server, ...(ca === '' ? {} : { ca }), user }),
  )
  const { window } = await start({ kubeconfig })
  await expect(question(window)).toContainText(join(folder, '.vault-token'))
  await expect(question(window)).toContainText(cluster.server)
  await expect(status(window)).toContainText('Needs approval')
  await expect(status(window)).toContainText('Nothing was read')
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
})

test('a command that was changed under an open list is shown before it is allowed, over rows that stay', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-plugin', { 'runai/queue': 'plugin' })
  const credential = { credential: `Steady of ${namespace}` }
  await registeredSecret(cluster, { namespace, name: 'steady', credential })
  const plugin = await makePlugin(cluster, 'signsIn')
  const proxy = await startFaultyProxy(cluster)
  const through = (args: string[]) => {
    const own = JSON.parse(plugin.text(args)) as object
    const { clusters } = JSON.parse(proxy.kubeconfig('plugin', 'unused')) as { clusters: object }
    return JSON.stringify({ ...own, clusters })
  }
  await writeFile(plugin.kubeconfig, through([]))
  const { window } = await start({ kubeconfig: plugin.kubeconfig })
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
  // Only rows near the viewport are rendered, and other tests leave credentials too.
  await searchField(window).fill(`Steady of ${namespace}`)
  await expect(rowOf(window, `Steady of ${namespace}`)).toBeVisible()

  const refusal = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 401, reason: 'Unauthorized' }
  proxy.treat(() => ({ status: 401, body: JSON.stringify(refusal) }))
  proxy.cutAll()
  await expect(status(window)).toContainText('Signed out')
  const runs = (await plugin.runs()).length
  await replaceFile(plugin.kubeconfig, through(['--verbose']))
  proxy.treat(() => 'pass')
  await window.getByRole('button', { name: 'Sign in again' }).click()
  await window.getByRole('button', { name: 'Review the command…' }).click()
  const dialog = question(window)
  await expect(dialog).toContainText('--verbose')
  await expect(dialog.getByRole('button', { name: 'Don’t allow' })).toBeFocused()
  await expect(rowOf(window, `Steady of ${namespace}`)).toBeAttached()
  expect(await plugin.runs()).toHaveLength(runs)
  // Not allowed before all of it was on screen.
  await expect(allow(window)).toBeEnabled()
  await allow(window).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(window, `Steady of ${namespace}`)).toBeVisible()
  await expect(status(window)).toContainText('Live')
  await proxy.stop()
})

test('a plugin that hangs is cancelled and ended', async ({ start, cluster }) => {
  test.skip(process.platform === 'win32', 'a process is looked for by a signal')
  const plugin = await makePlugin(cluster, 'hangs')
  const { window } = await start({ kubeconfig: plugin.kubeconfig })
  await allow(window).click()
  await expect(window.getByText('Waiting for the plugin')).toBeVisible()
  await expect.poll(async () => (await plugin.runs()).length).toBe(1)
  await window.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByRole('heading', { name: /Stopped/ })).toBeVisible()
  const [pid = ''] = await plugin.runs()
  await expect.poll(() => isRunning(Number(pid))).toBe(false)
  // It is only retried on the user's request.
  await plugin.become('signsIn')
  await window.getByRole('button', { name: 'Try again' }).click()
  await expect(status(window)).toContainText('Live')
})

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

for (const [name, does, title, words] of [
  ['refuses', 'refuses', /The sign-in plugin .* failed/, 'no session, run login'],
  ['prints rubbish', 'printsRubbish', /Can’t use the output/, 'ExecCredential'],
] as const) {
  test(`a plugin that ${name} is reported in words, and run again when its user asks`, async ({
    start,
    cluster,
  }) => {
    const plugin = await makePlugin(cluster, does)
    const { window } = await start({ kubeconfig: plugin.kubeconfig })
    await allow(window).click()
    await expect(window.getByRole('heading', { name: title })).toBeVisible()
    await expect(window.getByRole('main')).toContainText(words)
    expect(await plugin.runs()).toHaveLength(1)
    // A change of the file doesn't rerun it.
    await replaceFile(plugin.kubeconfig, `${plugin.text()}\n`)
    await plugin.become('signsIn')
    await window.getByRole('button', { name: 'Sign in again' }).click()
    await expect(status(window)).toContainText('Live')
    expect(await plugin.runs()).toHaveLength(2)
  })
}

test('what a plugin gave is used until it expires, and then it is run again', async ({ start, cluster }) => {
  const plugin = await makePlugin(cluster, 'expiresSoon')
  const { window } = await start({ kubeconfig: plugin.kubeconfig })
  await allow(window).click()
  await expect(status(window)).toContainText('Live')
  await expect
    .poll(async () => {
      await window.keyboard.press('F5')
      return (await plugin.runs()).length
    })
    .toBeGreaterThan(1)
  await expect(status(window)).toContainText('Live')
})
