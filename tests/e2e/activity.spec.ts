import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { verifyFiles } from '../../electron/services/activity/verify-record.ts'
import { expect, rows, test } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { clipboardOf } from './clipboard.ts'
import {
  box,
  dialog,
  numbered,
  registerSelected,
  showUnregistered,
  unregisteredSecrets,
} from './secrets-on-page.ts'
import { writeSampleActivity } from './sample-activity.ts'

const grid = (window: Page) => window.getByRole('grid', { name: 'Changes' })
const writes = (window: Page) => grid(window).locator('.row')
const write = (window: Page, text: string) => writes(window).filter({ hasText: text })
const panel = (window: Page, name: string) => window.getByRole('region', { name })
const selection = (window: Page) => window.getByRole('group', { name: 'Selection' })

/** A home folder in which the application has written before. */
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
  await writes(window).locator('[data-column=changes]').click()
  const details = panel(window, 'Registered s00')
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
  // It is an unused secret, and so not in the list of credentials.
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

test('rows are selected, copied and saved, and a write is reported in a panel', async ({ start }) => {
  const home = await usedHome()
  const application = await start({ home, isSandbox: true })
  const { window, saveAs } = application
  const clipboard = await clipboardOf(application)
  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(writes(window)).toHaveCount(9)
  await write(window, 'team-token').getByRole('checkbox').click()
  await write(window, 'DockerHub personal').getByRole('checkbox').click()
  await expect(selection(window)).toContainText('2 selected')

  // A search hides one of them. It stays selected, which is shown.
  await window.getByRole('textbox', { name: 'Search the activity' }).fill('released')
  await expect(writes(window)).toHaveCount(1)
  await expect(selection(window)).toContainText('2 selected, 1 hidden')
  const csv = join(home, 'picked.csv')
  await saveAs(csv)
  await selection(window).getByRole('button', { name: 'Download CSV…' }).click()
  await expect(window.getByText('2 lines saved')).toBeVisible()
  const lines = (await readFile(csv, 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines.slice(1).join()).toMatch(/team-token.*dockerhub-personal|dockerhub-personal.*team-token/s)

  await selection(window).getByRole('button', { name: 'Copy' }).click()
  await window.getByRole('menuitem', { name: 'Copy rows', exact: true }).click()
  await expect.poll(clipboard).toMatch(/^Time\tWho\tOperation\tObject\tWhat changed\tOutcome\n/)
  expect((await clipboard()).trim().split('\n')).toHaveLength(3)
  await window.getByRole('button', { name: 'Clear selection' }).click()
  await window.getByRole('textbox', { name: 'Search the activity' }).fill('')

  // The context menu of a cell has the same actions, and says why one is disabled.
  await write(window, 'team-token').locator('[data-column=user]').click({ button: 'right' })
  await window.getByRole('menuitem', { name: /^Copy “Who”/ }).click()
  await expect.poll(clipboard).toBe('admin')
  await write(window, 'team-token').locator('[data-column=user]').click()
  await expect(panel(window, 'Registered team-token')).toContainText('run.ai/resource')
  await write(window, 'GitLab registry').first().locator('[data-column=object]').click()
  await expect(panel(window, 'Rotated GitLab registry')).toContainText('Value replaced')
})

test('columns are chosen, sorted and kept', async ({ start }) => {
  const home = await usedHome()
  const first = await start({ home, isSandbox: true })
  const { window } = first
  await window.getByRole('link', { name: 'Activity' }).click()
  const head = (name: string) => grid(window).getByRole('columnheader', { name })
  await expect(head('Time')).toHaveAttribute('aria-sort', 'descending')
  await head('Who').getByRole('button', { name: 'Who' }).click()
  await expect(writes(window).first()).toContainText('admin')
  await window.getByRole('button', { name: 'Columns' }).click()
  await window.getByRole('checkbox', { name: 'Request' }).click()
  await window.keyboard.press('Escape')
  await expect(head('Request')).toBeVisible()
  await expect
    .poll(() => readFile(join(first.userData, 'settings.json'), 'utf8'))
    .toMatch(/"activity":.*"request"/s)
  await first.close()
  const again = await start({ home, isSandbox: true })
  await again.window.getByRole('link', { name: 'Activity' }).click()
  await expect(grid(again.window).getByRole('columnheader', { name: 'Request' })).toBeVisible()
})

test('everything works by keyboard', async ({ start }) => {
  const home = await usedHome()
  const { window } = await start({ home, isSandbox: true })
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await window.getByRole('link', { name: 'Activity' }).focus()
  await press('Enter')
  await expect(writes(window)).toHaveCount(9)
  await grid(window).locator('[tabindex="0"]').focus()
  await press('Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter')
  const open = panel(window, 'Rotated Registry of the team')
  await expect(open).toContainText('The outcome isn’t recorded')
  // The focus stays in the table, and the panel follows it. A second Enter moves the focus into the panel.
  await press('Control+End')
  await expect(panel(window, 'Released DockerHub personal')).toBeVisible()
  await press('Control+Home')
  await expect(panel(window, 'Rotated GitLab registry')).toContainText('Value replaced')
  await press('Enter')
  await expect(panel(window, 'Rotated GitLab registry')).toBeFocused()
  await press('Escape')
  await expect(window.locator('.side-panel')).toHaveCount(0)
  await expect(writes(window).first().locator(':focus')).toHaveCount(1)

  await press(' ', 'Shift+ArrowDown')
  await expect(selection(window)).toContainText('2 selected')
  await press('Shift+F10')
  await expect(window.getByRole('menu', { name: '2 changes' })).toBeVisible()
  await press('Escape', 'Escape')
  await expect(selection(window)).toHaveCount(0)
  await window.getByRole('button', { name: 'Filter by Who' }).focus()
  await press('Enter')
  await expect(window.getByRole('checkbox', { name: /m\.okafor/ })).toBeFocused()
  await press('Tab', ' ', 'Escape')
  await expect(writes(window)).toHaveText([/team-token/])
  await expect(window.getByRole('button', { name: /^Filter by Who/ })).toBeFocused()
})

test('the Activity page has no accessibility fault, light and dark', async ({ start }) => {
  const { window } = await start({ home: await usedHome(), isSandbox: true })
  await window.getByRole('link', { name: 'Activity' }).click()
  await expect(window.getByRole('button', { name: /Chain verified/ })).toBeVisible()
  await write(window, 'team-token').getByRole('checkbox').click()
  await write(window, 'DockerHub personal').getByRole('checkbox').click()
  await expectNoFaultInBothThemes(window)
  await write(window, 'GitLab registry').first().locator('[data-column=time]').click()
  await expect(panel(window, 'Rotated GitLab registry')).toBeVisible()
  await expectNoFaultInBothThemes(window)
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFaultInBothThemes(window)
})
