import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, rows, searchField, test } from './application.ts'
import { askBridge } from './bridge.ts'
import { button, expectHeard, go, menu, page, popup } from './heard.ts'
import { writeSampleActivity } from './sample-activity.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'
import { chooseScope, openWizard } from './wizard-steps.ts'

/*
 * What a screen reader announces on every page and in every dialog, as files in `trees/`. Each line was read as someone
 * hears it. After a change, `--update-snapshots` rewrites them: read the difference aloud before you keep it.
 */

const modal = (window: Page) => window.locator('[aria-modal=true]')
const panel = (window: Page, name: string) => window.getByRole('region', { name, exact: true })

async function choose(window: Page, menuButton: string, entry: RegExp | string): Promise<void> {
  await button(window, menuButton).press('Enter')
  await window.getByRole('menuitem', { name: entry }).first().press('Enter')
}
async function escape(window: Page, gone: Locator): Promise<void> {
  await window.keyboard.press('Escape')
  await expect(gone).toHaveCount(0)
}
const openedMenu = (window: Page) => window.getByRole('menu')
const openedDialog = (window: Page) => window.getByRole('dialog')

async function openDetails(window: Page, name: string): Promise<Locator> {
  await searchField(window).fill(name)
  await rowOf(window, name).first().locator('[data-column=name]').click()
  const details = panel(window, name)
  await details.getByRole('region', { name: 'Keys' }).getByRole('listitem').first().waitFor()
  return details
}

test('the list of credentials, its filters and its menus', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, 'Artifactory pull').first().waitFor()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await expectHeard(window, 'credentials')

  await button(window, 'Columns').press('Enter')
  await expectHeard(window, 'credentials-columns', popup)
  await escape(window, openedDialog(window))
  for (const name of ['More', 'Filter', 'New credential']) {
    await button(window, name).press('Enter')
    await expectHeard(window, `credentials-menu-${name.toLowerCase().replace(' ', '-')}`, menu)
    await escape(window, openedMenu(window))
  }
  await button(window, 'Filter by Type').press('Enter')
  await window.getByRole('checkbox', { name: /^Docker registry/ }).press('Space')
  await window.getByRole('checkbox', { name: 'Not: show all others' }).press('Space')
  await expectHeard(window, 'credentials-filter-type', popup)
  await escape(window, openedDialog(window))
  await button(window, 'Filter by Age').press('Enter')
  await expectHeard(window, 'credentials-filter-age', popup)
  await escape(window, openedDialog(window))
  await searchField(window).fill('bucket')
  await expectHeard(window, 'credentials-filtered', page)
  await searchField(window).fill('habror')
  await expectHeard(window, 'credentials-nothing-found', page)
  await searchField(window).fill('bucket')
  await button(window, 'Save view…').press('Enter')
  await expectHeard(window, 'credentials-save-view', popup)
  await modal(window).getByRole('textbox').first().fill('Buckets')
  await button(modal(window), 'Save view').press('Enter')
  await expect(modal(window)).toHaveCount(0)
  await expectHeard(window, 'credentials-view', ['navigation'])
  await searchField(window).fill('')
  await button(window, 'Clear all').press('Enter')

  await window.getByRole('columnheader', { name: 'Rotated', exact: true }).getByRole('button').focus()
  await window.keyboard.press('Alt+ArrowDown')
  await expectHeard(window, 'credentials-column-menu', menu)
  await escape(window, openedMenu(window))
  await rows(window).nth(1).locator('[data-column=name]').click({ button: 'right' })
  await expectHeard(window, 'credentials-row-menu', menu)
  await escape(window, openedMenu(window))
  await rows(window).nth(1).getByRole('checkbox').click()
  await rows(window)
    .nth(3)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expectHeard(window, 'credentials-selection', page)
})

test('the details of a credential and the dialogs that change it', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  const harbor = await openDetails(window, 'Harbor base images')
  await harbor.getByRole('list', { name: 'Can’t start' }).waitFor()
  await button(harbor, /^\d+ more .* without problems/).press('Enter')
  // The current section depends on what was loaded when the focus scrolled the panel.
  await button(harbor, /^Used by/).press('Enter')
  await button(harbor, 'As kubectl').press('Enter')
  await expectHeard(window, 'details', ['region'])
  for (const [name, action] of [
    ['rename', 'Rename…'],
    ['rotate', 'Rotate…'],
    ['login', 'Test login…'],
    ['expiry', /when it expires$/],
  ] as const) {
    await button(harbor, action).press('Enter')
    await modal(window)
      .getByRole('button', { name: 'Cancel' })
      .or(button(modal(window), 'Close'))
      .first()
      .waitFor()
    await expectHeard(window, `details-${name}`, popup)
    await escape(window, modal(window))
  }
  await button(window, 'Close, Esc').press('Enter')

  const backup = await openDetails(window, 'Backup bucket')
  await button(backup, 'Release…').press('Enter')
  await expectHeard(window, 'details-release', popup)
  await modal(window)
    .getByRole('radio', { name: /^Delete the secret/ })
    .press('Space')
  await expectHeard(window, 'details-delete', popup)
  await escape(window, modal(window))
  await button(window, 'Close, Esc').press('Enter')
  const issues = await openDetails(window, 'Checkpoints bucket')
  await button(issues.getByRole('region', { name: 'Check' }), 'Check').press('Enter')
  await expectHeard(window, 'details-issues', ['region'])
})

test('what looks over all credentials, and what the whole window has', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, 'Artifactory pull').first().waitFor()
  await choose(window, 'More', 'Ages…')
  await button(window, /^0 to 6 days/).waitFor()
  await expectHeard(window, 'ages', ['region'])
  await escape(window, panel(window, 'Ages'))
  await choose(window, 'More', /^Check…/)
  await window
    .getByText(/credentials checked, problems in/)
    .first()
    .waitFor()
  await expectHeard(window, 'checks', popup)
  await escape(window, modal(window))
  await choose(window, 'More', 'Find usage')
  await expectHeard(window, 'usage', page)
  await choose(window, 'More', /^Show scopes/)
  await window.getByRole('treeitem', { name: /^Research/ }).click()
  await expectHeard(window, 'scopes', page)

  await window.keyboard.press('Control+k')
  await expectHeard(window, 'palette', popup)
  await window.keyboard.type('rot')
  await expectHeard(window, 'palette-found', popup)
  await escape(window, modal(window))
  await window.keyboard.press('?')
  await expectHeard(window, 'keys', popup)
  await escape(window, modal(window))
  await button(window, /^Cluster /).press('Enter')
  await expectHeard(window, 'clusters', popup)
  await escape(window, openedDialog(window))
  await go(window, 'Settings')
  await expectHeard(window, 'settings', page)
})

test('the secrets and what registers them', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await go(window, 'Secrets')
  await rows(window).first().waitFor()
  await expectHeard(window, 'secrets', page)
  await rows(window).first().getByRole('checkbox').click()
  await button(window, 'Unregister…').press('Enter')
  await expectHeard(window, 'secrets-unregister', popup)
  await escape(window, modal(window))
  await window.getByText('Unregistered', { exact: true }).click()
  await expectHeard(window, 'secrets-choose', page)
  await button(window, 'Choose a namespace').press('Enter')
  await window.getByRole('menuitem', { name: /vision-train$/ }).press('Enter')
  await rows(window).first().waitFor()
  await expectHeard(window, 'secrets-unregistered', page)
  await rows(window).first().getByRole('checkbox').click()
  await button(window, 'Register…').press('Enter')
  await expectHeard(window, 'secrets-register', popup)
})

test('the wizards', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, 'Artifactory pull').first().waitFor()
  for (const type of ['docker-registry', 'generic', 'ngc-api-key', 'access-key', 'password'] as const) {
    const wizard = await openWizard(window, type)
    await chooseScope(wizard, 'vision-train')
    if (type === 'docker-registry') await wizard.getByRole('button', { name: /^Create/ }).press('Enter')
    if (type === 'access-key') await wizard.getByText('Existing secret', { exact: true }).click()
    await expectHeard(window, `wizard-${type}`, popup)
    await window.keyboard.press('Escape')
    const discard = window.getByRole('alertdialog').getByRole('button', { name: /^Discard/ })
    await expect(async () => {
      if (await discard.isVisible()) await discard.press('Enter', { timeout: 1000 })
      await expect(wizard).toHaveCount(0, { timeout: 1000 })
    }).toPass()
  }
})

test('snapshots, a comparison and a history', async ({ open }) => {
  const application = await open({ isSandbox: true })
  const { window, home } = application
  await go(window, 'Snapshots')
  await expectHeard(window, 'snapshots-empty', page)
  const folder = join(home, 'series')
  await mkdir(folder)
  const always = exportedRow('Nexus proxy')
  const first = await writeExport({ home: folder }, 'credentials-lab-2026-08-01.csv', [
    ...[always, exportedRow('Harbor robot'), exportedRow('Old keys')],
  ])
  const second = await writeExport({ home: folder }, 'credentials-lab-2026-09-01.csv', [
    ...[always, exportedRow('Harbor robot', { rotated: '2026-08-30T10:00:00Z' }), exportedRow('New keys')],
  ])
  await openByDialog(application, first)
  await rows(window).first().waitFor()
  await button(window, 'About the file').press('Enter')
  await expectHeard(window, 'snapshot', page)
  await rows(window).first().locator('[data-column]').nth(1).focus()
  await window.keyboard.press('Enter')
  await panel(window, 'Nexus proxy').waitFor()
  await expectHeard(window, 'snapshot-row', ['region'])
  await window.getByRole('link', { name: 'Snapshots' }).first().click()
  await openByDialog(application, second)
  await rows(window).first().waitFor()
  await choose(window, 'Compare with…', /2026-08-01/)
  await expect(window.getByRole('contentinfo')).toContainText('differences')
  await expectHeard(window, 'comparison', page)
  await go(window, 'Snapshots')
  await expectHeard(window, 'snapshots', page)
  await window.getByText('History', { exact: true }).click()
  await expectHeard(window, 'history-empty', page)
  await application.choose(folder)
  await button(window, 'Choose folder…').press('Enter')
  await expect(window.getByRole('contentinfo')).toContainText('2 snapshots')
  await expectHeard(window, 'history', page)
})

test('the changes that were made', async ({ start }) => {
  const home = await mkdtemp(join(tmpdir(), 'credenza-e2e-heard-'))
  await mkdir(join(home, 'user-data'))
  await writeSampleActivity(join(home, 'user-data'), new Date())
  const { window } = await start({ home, isSandbox: true })
  await go(window, 'Activity')
  await button(window, /Chain verified/).waitFor()
  await expectHeard(window, 'activity', page)
  await rowOf(window, 'GitLab registry').first().locator('[data-column=changes]').click()
  await expectHeard(window, 'activity-change', ['region'])
})

test('what fails, and what can’t be changed', async ({ open, cluster }) => {
  const none = await open()
  await expect(none.window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()
  await expectHeard(none.window, 'no-kubeconfig')
  const broken = join(cluster.folder, 'heard-broken')
  await writeFile(broken, '{"contexts": [')
  const { window } = await open({ kubeconfig: broken })
  await expectHeard(window, 'kubeconfig-broken', page)

  const refusing = kubeconfigText({ name: 'lab', server: 'http://127.0.0.1:1', user: { token: 'x' } })
  const kubeconfig = join(cluster.folder, 'heard-refusing')
  await writeFile(kubeconfig, refusing)
  const refused = await open({ kubeconfig })
  await expect(button(refused.window, 'Try again')).toBeVisible()
  await expectHeard(refused.window, 'connection-refused', ['main', 'contentinfo'])

  const sandbox = await open({ isSandbox: true })
  await rowOf(sandbox.window, 'Artifactory pull').first().waitFor()
  await askBridge(sandbox.window, 'sandbox', 'switchFaults', { isReadOnly: true })
  await sandbox.window.reload()
  await expect(sandbox.window.getByRole('contentinfo')).toContainText('Read-only account')
  await expectHeard(sandbox.window, 'read-only-account', ['contentinfo', 'sectionheader'])
  await askBridge(sandbox.window, 'sandbox', 'switchFaults', { isDead: true })
  // Until the next try, it may say that the sandbox closed the connection. The focus must not move.
  await button(sandbox.window, 'Try now').dispatchEvent('click')
  await expect(
    sandbox.window.getByRole('main').getByText('sandbox.invalid refused the connection.'),
  ).toBeVisible()
  await expectHeard(sandbox.window, 'connection-lost', ['main', 'contentinfo'])
})
