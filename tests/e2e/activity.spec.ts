import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { verifyFiles } from '../../electron/services/activity/verify-record.ts'
import { expect, rows, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import {
  box,
  dialog,
  numbered,
  registerSelected,
  showUnregistered,
  unregisteredSecrets,
} from './secrets-on-page.ts'
import { writeSampleActivity } from './sample-activity.ts'

const writes = (window: Page) => window.getByRole('table', { name: 'Changes' }).locator('.write')
const toggle = (window: Page, name: RegExp) => window.getByRole('button', { name })

/** A home whose application has written before. */
async function usedHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'credenza-e2e-activity-'))
  await mkdir(join(home, 'user-data'))
  await writeSampleActivity(join(home, 'user-data'), new Date())
  return home
}

test('a change that is made in the window is there at once, with its request and the chain', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-activity', { 'runai/queue': 'activity' })
  await unregisteredSecrets(cluster, namespace, numbered(2))
  const { window, userData } = await start({ kubeconfig: cluster.adminKubeconfig })
  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(window.getByRole('heading', { name: 'No changes yet' })).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('It never contains values.')

  await showUnregistered(window, namespace)
  await box(rows(window).filter({ hasText: 's00' })).click()
  await registerSelected(window, 'Username and password')
  await dialog(window).getByRole('button', { name: 'Close', exact: true }).click()
  await expect(dialog(window)).toBeHidden()

  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(writes(window)).toHaveCount(1)
  await expect(writes(window)).toContainText('Registered')
  await expect(window.getByRole('button', { name: /Chain verified/ })).toContainText('2 entries')
  await writes(window).click()
  const details = window.locator('.write-details')
  await expect(details).toContainText('run.ai/credentials')
  await expect(details).toContainText(`${namespace}/s00`)
  const line = JSON.parse(
    (await readFile(join(userData, 'activity/activity-000000001.jsonl'), 'utf8')).split('\n')[1] ?? '',
  ) as {
    requestId: string
    resourceVersion: string
  }
  await expect(details).toContainText(line.requestId)
  await expect(details).toContainText(line.resourceVersion)
  const version = await cluster.kubectl([
    'get',
    'secret',
    's00',
    '-n',
    namespace,
    '-o',
    'jsonpath={.metadata.resourceVersion}',
  ])
  expect(line.resourceVersion).toBe(version)
  // It is an unused secret, so no credential of the list.
  await details.getByRole('button', { name: 'Show credential' }).click()
  await expect(window.getByRole('heading', { name: 'Credentials', exact: true })).toBeVisible()
  await expect(window.getByText(`${namespace}/s00`)).toBeVisible()
})

test('writes are found, narrowed and exported; the exported record is verified anywhere', async ({
  start,
}) => {
  const home = await usedHome()
  const { window, saveAs } = await start({ home, isSandbox: true })
  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(writes(window)).toHaveCount(9)
  await expect(writes(window).first()).toContainText('GitLab registry')
  await window.getByRole('button', { name: 'Filter by Outcome' }).click()
  await window.getByRole('checkbox', { name: /Conflict/ }).check()
  await expect(writes(window)).toHaveText([/Already used/])
  await window.keyboard.press('Escape')
  await expect(window.getByRole('banner').or(window.locator('header')).first()).toContainText('1 of 9')

  const csv = join(home, 'activity.csv')
  await saveAs(csv)
  await window.getByRole('button', { name: 'Export…' }).click()
  await window.getByRole('menuitem', { name: /^CSV/ }).click()
  await expect(window.getByText('1 line saved')).toBeVisible()
  expect((await readFile(csv, 'utf8')).trim().split('\r\n')).toHaveLength(2)

  await window.getByRole('button', { name: 'Clear', exact: true }).click()
  await window.keyboard.press('Control+f')
  await window.keyboard.type('gitlab-pull')
  await expect(writes(window)).toHaveCount(1)
  await window.keyboard.press('Escape')
  await expect(writes(window)).toHaveCount(9)

  const lines = join(home, 'activity.jsonl')
  await saveAs(lines)
  await window.getByRole('button', { name: 'Export…' }).click()
  await window.getByRole('menuitem', { name: /^JSON lines/ }).click()
  await expect(window.getByText('17 lines saved')).toBeVisible()
  expect(await verifyFiles([{ path: lines, first: 0 }])).toMatchObject({ entries: 17, findings: [] })
})

test('a line that somebody edited is named', async ({ start }) => {
  const home = await usedHome()
  const file = join(home, 'user-data/activity/activity-000000001.jsonl')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"user":"admin"', '"user":"nobody"'))
  const { window } = await start({ home, isSandbox: true })
  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(window.getByRole('button', { name: /Chain not intact/ })).toBeVisible()
  await expect(
    window.getByText('activity-000000001.jsonl, line 3: changed after it was written.'),
  ).toBeVisible()
  await expectNoFault(window)
})

test('all of it goes by keyboard', async ({ start }) => {
  const home = await usedHome()
  const { window } = await start({ home, isSandbox: true })
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await window.getByRole('link', { name: 'Activity' }).focus()
  await press('Enter')
  await expect(writes(window)).toHaveCount(9)
  await window.getByRole('button', { name: /Chain verified/ }).focus()
  await press('Tab')
  await expect(window.getByRole('button', { name: /hash/i })).toBeFocused()
  await press('Tab')
  await expect(toggle(window, /^Rotated GitLab registry/)).toBeFocused()
  await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter')
  const regcred = toggle(window, /^Rotated Registry of the team/)
  await expect(regcred).toBeFocused()
  await expect(regcred).toHaveAttribute('aria-expanded', 'true')
  await expect(window.locator('.write-details')).toContainText('The outcome isn’t recorded')
  await press('Tab')
  await expect(window.getByRole('button', { name: 'Copy the id of the request' })).toBeFocused()
  await press('Shift+Tab', 'End')
  await expect(toggle(window, /^Released DockerHub personal/)).toBeFocused()
  await press('Home', 'Enter')
  await expect(window.locator('.write-details')).toHaveCount(1)
  await expect(window.locator('.write-details')).toContainText('Value replaced')
  await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Enter')
  await window.getByRole('button', { name: 'Filter by Who' }).focus()
  await press('Enter')
  await expect(window.getByRole('checkbox', { name: /m\.okafor/ })).toBeFocused()
  await press('Tab', ' ', 'Escape')
  await expect(writes(window)).toHaveText([/team-token/])
  await expect(window.getByRole('button', { name: /^Filter by Who/ })).toBeFocused()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a screen reader and poor eyes find no fault on the Activity page, ${colorScheme}`, async ({
    start,
  }) => {
    const { window } = await start({ home: await usedHome(), isSandbox: true, colorScheme })
    await window.getByRole('link', { name: 'Activity' }).click()
    await expect(window.getByRole('button', { name: /Chain verified/ })).toBeVisible()
    await toggle(window, /^Rotated GitLab registry/).click()
    await expectNoFault(window)
    await window.setViewportSize({ width: 900, height: 600 })
    await expectNoFault(window)
  })
}
