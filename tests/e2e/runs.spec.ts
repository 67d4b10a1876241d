import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { startFaultyProxy, statusAnswer, type FaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { recordAnnouncements, timesOf } from './announcements.ts'
import { expect, rowOf, rows, test } from './application.ts'
import { answerQuit } from './launch.ts'
import {
  dialog,
  numbered,
  registeredIn,
  registerSelected,
  resultOf,
  showUnregistered,
  unregisteredSecrets,
} from './secrets-on-page.ts'

type Parts = Parameters<Parameters<typeof test>[2]>[0]

/** Shows unregistered secrets of a new namespace behind a proxy, all selected. */
async function selected(
  { open, cluster }: Pick<Parts, 'open' | 'cluster'>,
  count: number,
): Promise<{ namespace: string; proxy: FaultyProxy; window: Page; electron: ElectronApplication }> {
  const namespace = await cluster.namespace('runai-run', { 'runai/queue': 'run' })
  await unregisteredSecrets(cluster, namespace, numbered(count))
  const { token } = await cluster.user('runner', {
    clusterRules: [
      { resources: ['secrets', 'namespaces'], verbs: ['list', 'watch', 'get', 'patch', 'delete'] },
    ],
  })
  const proxy = await startFaultyProxy(cluster)
  const path = join(cluster.folder, 'runs')
  await writeFile(path, proxy.kubeconfig('slow', token), { mode: 0o600 })
  const { window, electron } = await open({ kubeconfig: path })
  await showUnregistered(window, namespace)
  await window.getByRole('checkbox', { name: 'Select all shown' }).click()
  return { namespace, proxy, window, electron }
}

/** What a cluster answers if a webhook refuses. */
const refusal = (why: string): Treatment =>
  statusAnswer(403, 'Forbidden', `admission webhook "policy.example" denied the request: ${why}`)

const sum = (window: Page, text: string | RegExp) => window.getByRole('heading', { name: text })

test('a change of many that the cluster stops answering says so, is not left by a key, and is heard by quarters', async ({
  open,
  cluster,
}) => {
  const { namespace, proxy, window } = await selected({ open, cluster }, 12)
  try {
    let patches = 0
    proxy.treat(({ method }) => (method === 'PATCH' && ++patches > 4 ? 'hang' : 'pass'))
    const told = await recordAnnouncements(window)
    await registerSelected(window, 'Access key')
    await expect(dialog(window)).toContainText(/No answer from the cluster for \d+ s\./)
    await expect(dialog(window)).toContainText('Registering 4 of 12')
    for (const key of ['Control+1', 'Control+k', 'Control+Shift+k', 'Control+,', 'n'])
      await window.keyboard.press(key)
    await expect(dialog(window)).toHaveCount(1)
    await expect(sum(window, 'Registering 4 of 12')).toBeVisible()
    const heard = (await told()).filter((text) => text.startsWith('Registering'))
    // At the beginning and after the first quarter, but not for each.
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.length).toBeLessThanOrEqual(2)

    await dialog(window).getByRole('button', { name: 'Cancel', exact: true }).press('Enter')
    await expect(sum(window, /^Cancelled: \d+ of 12 secrets registered, \d+ not changed$/)).toBeVisible()
    await expect.poll(async () => timesOf(await told(), 'Cancelled:')).toBe(1)
    expect(await registeredIn(cluster, namespace)).toHaveLength(4)
    // What was not changed stays selected, for another try.
    await window.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(rows(window)).toHaveCount(8)
    await expect(window.getByRole('group', { name: 'Selection' })).toContainText('8 selected')
  } finally {
    await proxy.stop()
  }
})

test('quitting while secrets are being changed asks first, and leaves what has not begun', async ({
  start,
  cluster,
}) => {
  const { namespace, proxy, window, electron } = await selected({ open: start, cluster }, 12)
  try {
    let isSlow = true
    let patches = 0
    proxy.treat(({ method }) => (method === 'PATCH' && ++patches > 4 && isSlow ? 'hang' : 'pass'))
    const quit = () => electron.evaluate(({ app }) => app.quit())
    const questions = await answerQuit(electron, 'Keep running')
    await registerSelected(window, 'Access key')
    await expect(sum(window, 'Registering 4 of 12')).toBeVisible()
    await quit()
    await expect.poll(questions).toBe(1)
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(questions).toBe(2)
    await expect(sum(window, 'Registering 4 of 12')).toBeVisible()

    await answerQuit(electron, 'Quit anyway')
    const ended = electron.waitForEvent('close')
    await quit()
    await ended
    isSlow = false
    expect(await registeredIn(cluster, namespace)).toHaveLength(4)
  } finally {
    await proxy.stop()
  }
})

test('one that a webhook refuses and one that is gone are reported in words, and what failed is retried alone', async ({
  open,
  cluster,
}) => {
  const { namespace, proxy, window } = await selected({ open, cluster }, 6)
  try {
    let isFrozen = true
    let patches: string[] = []
    proxy.treat(({ method, url }) => {
      if (method !== 'PATCH') return 'pass'
      patches.push(url ?? '')
      return isFrozen && url?.includes('s02') === true ? refusal('secrets are frozen this week') : 'pass'
    })
    await window.getByRole('button', { name: 'Register…' }).click()
    await dialog(window).getByText('Access key', { exact: true }).click()
    await cluster.kubectl(['delete', 'secret', 's04', '-n', namespace])
    await dialog(window)
      .getByRole('button', { name: /^Register/ })
      .click()
    await expect(sum(window, '4 of 6 secrets registered, 2 failed')).toBeVisible()
    await expect(resultOf(window, 's02')).toContainText('secrets are frozen this week')
    await expect(resultOf(window, 's04')).toContainText('Someone deleted it')

    isFrozen = false
    patches = []
    await window.getByRole('button', { name: /^Retry/ }).click()
    await expect(sum(window, '5 of 6 secrets registered, 1 failed')).toBeVisible()
    expect(patches.filter((url) => !url.includes('s02'))).toEqual([])
    await window.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(rows(window)).toHaveCount(0)
    await expect(window.getByRole('group', { name: 'Selection' })).toHaveCount(0)
    await expect(rowOf(window, 's04')).toHaveCount(0)
  } finally {
    await proxy.stop()
  }
})

test('thirty refusals are one sum and one list, with the buttons in reach, and leave no notes behind', async ({
  open,
  cluster,
}) => {
  const { proxy, window } = await selected({ open, cluster }, 30)
  try {
    await window.setViewportSize({ width: 900, height: 600 })
    proxy.treat(({ method }) => (method === 'PATCH' ? refusal('no changes on Mondays') : 'pass'))
    await registerSelected(window, 'Access key')
    await expect(sum(window, '0 of 30 secrets registered, 30 failed')).toBeVisible()
    const results = window.getByRole('list', { name: 'Results' })
    await expect(results.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '30')
    await expect(results.getByRole('listitem').first()).toContainText('no changes on Mondays')
    await expect(window.getByRole('alert')).toHaveCount(0)
    await expect(window.getByRole('button', { name: 'Retry 30 failed' })).toBeInViewport({ ratio: 1 })
    await expect(window.getByRole('button', { name: 'Close', exact: true }).last()).toBeFocused()
    await window.keyboard.press('Enter')
    await expect(dialog(window)).toHaveCount(0)
    await expect(window.getByRole('group', { name: 'Selection' })).toContainText('30 selected')
    await expect(window.getByRole('region', { name: 'Notices' })).toHaveCount(0)
  } finally {
    await proxy.stop()
  }
})
