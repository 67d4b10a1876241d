import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { expect, rowOf, rows, savedNote, searchField, test, text } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { plantedValue } from './planted-values.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { openByDialog } from './snapshots-on-page.ts'
import { box, openSecrets, part, showUnregistered } from './secrets-on-page.ts'

const chip = (window: Page, name: string | RegExp) => window.getByRole('button', { name, exact: true })
const linesOf = async (file: string): Promise<string[]> => (await text(file)).trimEnd().split('\r\n')
const press = async (window: Page, ...keys: string[]) => {
  for (const key of keys) await window.keyboard.press(key)
}

interface Free {
  name: string
  type?: string
  keys?: number
}

/** Creates unregistered secrets with values that must not be in any file. */
async function freeSecrets(cluster: Cluster, namespace: string, secrets: readonly Free[]): Promise<void> {
  for (const { name, type = 'Opaque', keys = 1 } of secrets) {
    const names = Array.from({ length: keys }, (_, at) => `key-${at}`)
    const stringData = Object.fromEntries(names.map((key) => [key, plantedValue()]))
    await cluster.ask(`/api/v1/namespaces/${namespace}/secrets`, {
      body: { apiVersion: 'v1', kind: 'Secret', type, stringData, metadata: { name } },
    })
  }
}

test('secrets are filtered and saved as CSV by the keyboard alone, as credentials are', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-filtered', { 'runai/queue': 'filtered' })
  await freeSecrets(cluster, namespace, [
    { name: 'basic-one', type: 'example.com/basic', keys: 2 },
    { name: 'opaque-one' },
    { name: 'opaque-two', keys: 3 },
  ])
  const { window, home, saveAs } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  await expect(rows(window)).toHaveCount(3)

  // A column's menu opens its filter.
  await window.getByRole('columnheader', { name: 'Secret type', exact: true }).getByRole('button').focus()
  await press(window, 'Alt+ArrowDown')
  await window.getByRole('menuitem', { name: 'Filter by Secret type…' }).press('Enter')
  const types = window.getByRole('group', { name: 'Secret type', exact: true })
  await expect(types.locator('.count')).toHaveText(['1', '2'])
  await types.getByRole('checkbox', { name: /^Opaque/ }).press('Space')
  await expectNoFault(window)
  await press(window, 'Escape')
  await expect(chip(window, 'Filter by Secret type: Opaque')).toBeFocused()
  await expect(rows(window)).toHaveCount(2)

  // So does the context menu of a cell, immediately.
  await rowOf(window, 'opaque-two').locator('[data-column=keyCount]').focus()
  await press(window, 'Shift+F10')
  await window.getByRole('menuitem', { name: 'Filter by “3 keys”' }).press('Enter')
  await expect(chip(window, 'Filter by Keys: 3 keys')).toBeVisible()
  await expect(rows(window)).toHaveCount(1)
  await chip(window, 'Filter by Keys: 3 keys').press('Enter')
  await window.getByRole('checkbox', { name: 'Not: show all others' }).press('Space')
  await press(window, 'Escape')
  await expect(rows(window)).toHaveText([/opaque-one/])

  // Nothing here is older than a day, with either filter.
  await chip(window, 'Filter by Created').press('Enter')
  await window.getByRole('textbox', { name: 'Older than' }).fill('1')
  await press(window, 'Escape')
  await expect(window.getByText('No unregistered secrets match')).toBeVisible()
  await chip(window, 'Filter by Created: over 1 day ago').press('Delete')
  await expect(rows(window)).toHaveCount(1)

  const file = join(home, 'filtered-secrets.csv')
  await saveAs(file)
  await press(window, 'Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  const lines = await linesOf(file)
  expect(lines[0]).toBe('\uFEFFSecret,Secret type,Keys,Created by,Creation time')
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^opaque-one,Opaque,1,/)])
  await window.getByRole('button', { name: 'Close this note' }).press('Enter')

  await chip(window, 'Clear all').press('Enter')
  await expect(rows(window)).toHaveCount(3)
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFault(window)
})

test('selected rows are saved regardless of filters, and all that can be done is in the palette', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-picked', { 'runai/queue': 'picked' })
  await registeredSecrets(
    cluster,
    ['first', 'second', 'third'].map((name) => ({ namespace, name })),
  )
  const { window, home, saveAs } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openSecrets(window)
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(3)
  await box(rowOf(window, 'third')).click()
  await box(rowOf(window, 'first')).click()
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  const find = async (words: string) => {
    await press(window, 'Control+k')
    await window.keyboard.insertText(words)
  }
  await find('>unregister')
  await expect(palette.getByRole('option', { name: /^Unregister…/ })).toContainText('2 selected secrets')
  await press(window, 'Escape')
  await find('>managed')
  await expect(palette.getByRole('option')).toHaveCount(0)
  await press(window, 'Escape')
  await searchField(window).fill(`${namespace} second`)
  await expect(rows(window)).toHaveCount(1)

  const file = join(home, 'picked-secrets.csv')
  await saveAs(file)
  await window
    .getByRole('group', { name: 'Selection' })
    .getByRole('button', { name: 'Download CSV…' })
    .press('Enter')
  await expect(savedNote(window, file)).toBeVisible()
  const lines = await linesOf(file)
  expect(lines[0]).toContain('Secret,Namespace,Scope,Scope ID,')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['first', 'third'])
  await expectNoFaultInBothThemes(window)

  await press(window, '?')
  const sheet = window.getByRole('dialog', { name: 'Keys' })
  await expect(sheet).toContainText('Search secrets')
  await expect(sheet).toContainText('Download CSV…Ctrl S')
  await press(window, 'Escape')
  await find('>show unregistered secrets')
  await press(window, 'Enter')
  await expect(window.getByRole('heading', { name: 'Choose a namespace' })).toBeVisible()
})

test('a file of secrets is never taken for a snapshot of credentials', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-no-snapshot', { 'runai/queue': 'no-snapshot' })
  await registeredSecrets(cluster, [{ namespace, name: 'only' }])
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window, home, saveAs } = application
  await openSecrets(window)
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(1)
  const file = join(home, 'secrets.csv')
  await saveAs(file)
  await press(window, 'Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  await openByDialog(application, file)
  await expect(window.getByText(/^List of secrets( of .*)?, made /)).toBeVisible()
  await expect(window.getByText('It’s a list of secrets that Credenza saved, not a snapshot.')).toBeVisible()
  await expectNoFault(window)
})

test('filters, search and sort of each table of secrets are there again after a restart', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-kept', { 'runai/queue': 'kept' })
  await registeredSecrets(
    cluster,
    ['first', 'second'].map((name) => ({ namespace, name })),
  )
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  await openSecrets(first.window)
  await chip(first.window, 'Filter by Type').click()
  await first.window.getByRole('checkbox', { name: /^Username and password/ }).check()
  await first.window.keyboard.press('Escape')
  await first.window.getByRole('columnheader', { name: 'Keys' }).getByRole('button').click()
  await searchField(first.window).fill(`${namespace} second`)
  await expect(rows(first.window)).toHaveCount(1)
  // A search is saved after a pause, or when the window closes before that.
  await first.electron.close()

  const { window } = await start({ kubeconfig: cluster.adminKubeconfig, home: first.home })
  await openSecrets(window)
  await expect(searchField(window)).toHaveValue(`${namespace} second`)
  await expect(chip(window, 'Filter by Type: Username and password')).toBeVisible()
  await expect(window.getByRole('columnheader', { name: 'Keys' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows(window)).toHaveCount(1)
  await part(window, 'Unregistered').click()
  await expect(chip(window, 'Filter by Type: Username and password')).toHaveCount(0)
})

// CSV injection: text by strangers in the metadata of secrets must not be evaluated by a spreadsheet.
test('hostile words of secrets run in no spreadsheet, and hide nothing in a menu', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-hostile-secrets', { 'runai/queue': 'hostile-secrets' })
  const turned = `x\u202Egpj.${'y'.repeat(150)}`
  await freeSecrets(cluster, namespace, [
    { name: `n${'0123456789'.repeat(25)}`, type: '=HYPERLINK("http://evil.example","x")' },
    { name: 'turned', type: turned },
  ])
  const { window, home, saveAs } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  await expect(rows(window)).toHaveCount(2)
  const cell: Locator = rowOf(window, 'turned').locator('[data-column=secretType]')
  await cell.click({ button: 'right' })
  const entry = window.getByRole('menuitem', { name: /^Filter by/ })
  await expect(entry).toContainText('⟨U+202E⟩')
  await entry.click()
  await expect(rows(window)).toHaveCount(1)
  await expectNoFault(window)
  await chip(window, 'Clear all').click()
  await expect(rows(window)).toHaveCount(2)

  const file = join(home, 'hostile-secrets.csv')
  await saveAs(file)
  await press(window, 'Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  const content = await text(file)
  expect(content).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
  expect(content).toContain(turned)
})
