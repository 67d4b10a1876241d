import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, searchField, test, text } from './application.ts'
import { clusters, openSwitcher, switcher } from './contexts-on-page.ts'
import { merged, replaceFile } from './kubeconfigs.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'

const reader = { clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }] }
const status = (window: Page) => window.getByRole('contentinfo')

test('a kubeconfig that is written while it runs is taken up, and kept apart from what is open', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-written', { 'runai/queue': 'written' })
  const credential = { credential: `steady of ${namespace}` }
  await registeredSecret(cluster, { namespace, name: 'steady', credential })
  const one = await cluster.user('one', reader)
  const two = await cluster.user('two', reader)
  const named = async (kubeconfig: string, name: string, from: string) =>
    (await text(kubeconfig)).replaceAll(`"${from}"`, `"${name}"`)
  const first = await named(one.kubeconfig, 'one', 'one')
  const { window, home } = await start()
  await expect(window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()

  const path = join(home, '.kube', 'config')
  await mkdir(join(home, '.kube'))
  await writeFile(path, first, { mode: 0o600 })
  await expect(switcher(window)).toContainText('one')
  await expect(status(window)).toContainText('Live')
  await searchField(window).fill(namespace)
  await expect(rowOf(window, `steady of ${namespace}`)).toBeVisible()

  await replaceFile(path, merged(first, await text(two.kubeconfig)))
  await openSwitcher(window)
  await expect(clusters(window)).toHaveText([/^one/, /^two/])
  await window.keyboard.press('Escape')

  await replaceFile(path, await text(two.kubeconfig))
  await expect(window.getByText('one is no longer in the kubeconfig.')).toBeVisible()
  await expect(rowOf(window, `steady of ${namespace}`)).toBeVisible()
  await expect(status(window)).toContainText('Live')

  // Another user is there now, with the name of the open one.
  await replaceFile(
    path,
    await named(two.kubeconfig, 'one', 'two').then((content) => withUser(content, 'two')),
  )
  await expect(window.getByText('one changed in the kubeconfig.')).toBeVisible()
  await expect(rowOf(window, `steady of ${namespace}`)).toBeVisible()
  await window.getByRole('button', { name: 'Reconnect' }).click()
  await expect(status(window)).toContainText('Live')
  await expect(switcher(window)).toHaveAccessibleDescription('two, live')
  await expect(window.getByText('one changed in the kubeconfig.')).toHaveCount(0)
})

/** The same kubeconfig with another user name. */
function withUser(content: string, name: string): string {
  const config = JSON.parse(content) as {
    users: { name: string }[]
    contexts: { context: { user: string } }[]
  }
  for (const user of config.users) user.name = name
  for (const { context } of config.contexts) context.user = name
  return JSON.stringify(config)
}

test('a broken file is named with its line while the others go on, until it is fixed', async ({
  start,
  cluster,
}) => {
  const user = await cluster.user('whole', reader)
  const broken = join(cluster.folder, 'broken.kubeconfig')
  await writeFile(broken, 'apiVersion: v1\ncontexts:\n- name: late\n  context: {cluster: late\nusers: []\n')
  const KUBECONFIG = [user.kubeconfig, broken].join(process.platform === 'win32' ? ';' : ':')
  const { window } = await start({ environment: { KUBECONFIG } })
  await expect(status(window)).toContainText('Live')
  const notices = window.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText(`Can’t read ${broken}`)
  await expect(notices).toContainText(/Line \d/)
  await openSwitcher(window)
  await expect(clusters(window)).toHaveText([/^whole/])
  await expect(window.getByRole('dialog', { name: 'Clusters' })).toContainText(/Line \d/)

  await replaceFile(
    broken,
    kubeconfigText({ name: 'late', server: 'https://late.example.org', user: { token: 'x' } }),
  )
  await expect(clusters(window)).toHaveText([/^whole/, /^late/])
  // If there are several files, each context shows its own.
  await expect(clusters(window).nth(1)).toContainText('broken.kubeconfig')
  await expect(notices).toHaveCount(0)
})

test('a token that is exchanged in the file signs in again by itself', async ({ open, cluster }) => {
  const user = await cluster.user('exchanged', reader)
  const good = await text(user.kubeconfig)
  const kubeconfig = join(cluster.folder, 'exchanged-live.kubeconfig')
  await writeFile(kubeconfig, good.replaceAll(user.token, 'old-token'), { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('heading', { name: /refused the (sign-in|token)/ })).toBeVisible()
  await replaceFile(kubeconfig, good)
  await expect(status(window)).toContainText('Live')
})

test('the page of a chosen cluster is painted before its table is made', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-painted', { 'runai/queue': 'painted' })
  await registeredSecret(cluster, { namespace, name: 'painted', credential: { credential: 'Painted' } })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig, context: 'prod' })
  const choice = window.getByRole('main').getByRole('button', { name: 'admin' })
  await choice.waitFor()
  await window.evaluate(() => {
    const made: string[][] = []
    const parts = { head: '.head h1', table: '[role=grid]' }
    // Called once for everything that one task has changed.
    new MutationObserver(() => {
      const found = Object.entries(parts).filter(([, selector]) => document.querySelector(selector) !== null)
      const added = found.map(([name]) => name).filter((name) => !made.flat().includes(name))
      if (added.length > 0) made.push(added)
    }).observe(document.body, { subtree: true, childList: true })
    Object.assign(globalThis, { made })
  })
  await choice.click()
  await expect(window.locator('[role=row][data-uid]').first()).toBeVisible()
  const made = await window.evaluate(() => (globalThis as { made?: string[][] }).made)
  expect(made?.slice(0, 2)).toEqual([['head'], ['table']])
})
