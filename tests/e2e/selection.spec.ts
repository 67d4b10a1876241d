import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { cell, expect, rowOf, rows, savedNote, searchField, test, text } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { clipboardOf } from './clipboard.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

/** Credentials `a`, `b`, … of their own project. The console manages the last one. */
async function credentials(cluster: Cluster, project: string, count = 4) {
  const namespace = await cluster.namespace(`runai-${project}`, { 'runai/queue': project })
  const names = Array.from({ length: count }, (_, at) => `${String.fromCharCode(97 + at)}-${namespace}`)
  await registeredSecrets(
    cluster,
    names.map((name) => ({
      ...{ namespace, name },
      credential: { credential: name, origin: 'existing', description: 'Pull\tonly' },
    })),
  )
  return { namespace, names }
}

/** A credential of the console's control plane, in the same namespace. */
async function consoleCredential(cluster: Cluster, namespace: string): Promise<string> {
  const name = `password-z-${namespace}`
  const labels = { 'run.ai/resource': 'password', 'run.ai/asset': 'password' }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels } }
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ ...secret, stringData: { User: 'robot', Password: 'FAKE-value' } }),
  })
  return name
}

/** Secrets from kubectl, without what every write changes. */
async function secretsOf(cluster: Cluster, namespace: string) {
  const answer = await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'json'])
  const { items } = JSON.parse(answer) as {
    items: { metadata: { name: string; annotations?: Record<string, string>; resourceVersion?: string } }[]
  }
  return Object.fromEntries(
    items.map(({ metadata, ...rest }) => [
      metadata.name,
      { ...rest, metadata: { ...metadata, resourceVersion: '' } },
    ]),
  )
}

const box = (row: Locator) => row.getByRole('checkbox')
const bar = (window: Page) => window.getByRole('group', { name: 'Selection' })
const question = (window: Page) => window.getByRole('alertdialog')
const selected = (window: Page) => window.locator('[role=row][aria-selected=true]')

async function show(window: Page, namespace: string, count: number): Promise<void> {
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(count)
}

test('several are released in one run, with a line each, and nothing but Credenza’s annotations goes', async ({
  open,
  cluster,
}) => {
  const { namespace, names } = await credentials(cluster, 'ending')
  const kept = await consoleCredential(cluster, namespace)
  const before = await secretsOf(cluster, namespace)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await show(window, namespace, 5)
  await box(rowOf(window, names[0] ?? '')).click()
  await box(rowOf(window, names[2] ?? '')).click({ modifiers: ['Shift'] })
  await box(rowOf(window, 'z-')).click()
  await expect(bar(window)).toContainText('4 selected')
  await expectNoFault(window)

  await bar(window).getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText('1 of 4 credentials left out')
  await expect(question(window)).toContainText(kept)
  await expect(question(window)).toContainText('The Run:ai console manages it')
  await expectNoFault(window)
  await question(window).getByRole('button', { name: 'Release 3' }).click()
  await expect(window.getByText('3 credentials were released')).toBeVisible()
  await expect(rows(window)).toHaveCount(2)
  await expect(selected(window)).toHaveCount(1)

  const expected = structuredClone(before)
  for (const name of names.slice(0, 3)) delete expected[name]?.metadata.annotations
  expect(await secretsOf(cluster, namespace)).toEqual(expected)
})

test('the keyboard alone selects, opens the menu of the rows and releases them; the focus is never lost', async ({
  open,
  cluster,
}) => {
  const { namespace, names } = await credentials(cluster, 'by-keys')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await show(window, namespace, 4)
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await press('Control+Home', 'Space', 'ArrowDown', 'Shift+ArrowDown')
  await expect(selected(window)).toHaveCount(3)
  await press('Escape')
  await expect(selected(window)).toHaveCount(0)
  await press('Control+a')
  await expect(selected(window)).toHaveCount(4)
  await expect(window.getByText('4 selected').first()).toBeAttached()
  await press('Space')
  await expect(selected(window)).toHaveCount(3)
  await press('ArrowUp', 'Shift+F10')
  const menu = window.getByRole('menu', { name: '3 credentials' })
  await expect(menu.getByRole('menuitem', { disabled: false }).first()).toBeFocused()
  // An action that needs a single row says so.
  await expect(menu.getByRole('menuitem', { name: /^Rename/ })).toContainText('One credential at a time')
  await expectNoFault(window)
  await press('Escape')
  await expect(window.getByRole('grid').locator(':focus')).toHaveCount(1)
  await press('ContextMenu')
  await menu.getByRole('menuitem', { name: 'Release…' }).focus()
  await press('Enter')
  await question(window).getByRole('button', { name: 'Release 3' }).focus()
  await press('Enter')
  await expect(window.getByText('3 credentials were released')).toBeVisible()
  await expect(rows(window)).toHaveCount(1)
  await expect(rows(window)).toContainText(names[2] ?? '')
  await expect(window.locator(':focus')).toHaveCount(1)
})

test('the selection stays through a sort, a filter and new rows, and what is gone leaves it', async ({
  open,
  cluster,
}) => {
  const { namespace, names } = await credentials(cluster, 'staying')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await show(window, namespace, 4)
  await box(rowOf(window, names[0] ?? '')).click()
  await box(rowOf(window, names[1] ?? '')).click()
  await window.getByRole('columnheader', { name: 'Credential' }).getByRole('button').first().click()
  await expect(selected(window)).toHaveCount(2)
  await searchField(window).fill(names[3] ?? '')
  await expect(rows(window)).toHaveCount(1)
  await expect(bar(window)).toContainText('2 selected, 2 hidden')

  await registeredSecrets(cluster, [
    { namespace, name: `n-${namespace}`, credential: { credential: `n-${namespace}`, origin: 'existing' } },
  ])
  await cluster.kubectl(['delete', 'secret', names[0] ?? '', '-n', namespace])
  await show(window, namespace, 4)
  await expect(selected(window)).toHaveCount(1)
  await expect(selected(window)).toContainText(names[1] ?? '')
  // The dialog names what it applies to, hidden or not.
  await searchField(window).fill(names[3] ?? '')
  await expect(rows(window)).toHaveCount(1)
  await box(rowOf(window, names[3] ?? '')).click()
  await bar(window).getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText(names[1] ?? '')
  await expect(question(window)).toContainText(names[3] ?? '')
})

test('copies a cell, rows as a spreadsheet takes them, a CSV and names for kubectl, and downloads the selected rows', async ({
  start,
  cluster,
}) => {
  const { namespace, names } = await credentials(cluster, 'copied', 3)
  const formula = `=1+1-${namespace}`
  await registeredSecrets(cluster, [
    { namespace, name: 'formula', credential: { credential: formula, origin: 'existing' } },
  ])
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  const { window, home, saveAs } = application
  const clipboard = await clipboardOf(application)
  await show(window, namespace, 4)
  const grid = window.getByRole('grid')

  await cell(rowOf(window, names[0] ?? ''), 'kubernetesName').click({ button: 'right' })
  await window.getByRole('menuitem', { name: 'Copy “Kubernetes name”' }).click()
  await expect(window.getByText('Kubernetes name copied')).toBeVisible()
  expect(await clipboard()).toBe(names[0])

  await box(rowOf(window, formula)).click()
  await box(rowOf(window, names[0] ?? '')).click()
  await window.keyboard.press('Control+c')
  await expect(window.getByText('2 rows copied')).toBeVisible()
  const [head, ...lines] = (await clipboard()).trimEnd().split('\n')
  const titles = await grid.getByRole('columnheader').allInnerTexts()
  expect(head?.split('\t')).toEqual(titles.map((title) => title.trim()).filter((title) => title !== ''))
  expect(lines.map((line) => line.split('\t')[0])).toEqual([`'${formula}`, names[0]])

  const copy = async (entry: string) => {
    await bar(window).getByRole('button', { name: 'Copy' }).click()
    await window.getByRole('menuitem', { name: entry }).click()
  }
  await copy('Copy as CSV')
  await expect.poll(clipboard).toContain(`'${formula},`)
  await copy('Copy kubectl names')
  await expect
    .poll(clipboard)
    .toBe(`-n ${namespace} secret/formula\n-n ${namespace} secret/${names[0] ?? ''}\n`)

  const file = join(home, 'selected.csv')
  await saveAs(file)
  await bar(window).getByRole('button', { name: 'Download CSV…' }).click()
  await expect(savedNote(window, file)).toBeVisible()
  const written = await text(file)
  expect(written).toContain(`'${formula}`)
  expect(written).toContain(names[0])
  expect(written).not.toContain(names[1])
  expect(written).not.toContain('FAKE-')
})

test('a user who may not patch sees that before trying', async ({ open, cluster }) => {
  const { namespace, names } = await credentials(cluster, 'looking', 2)
  const reader = await cluster.user('looks-only', {
    clusterRules: [
      { apiGroups: [''], resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] },
    ],
  })
  const { window } = await open({ kubeconfig: reader.kubeconfig })
  await show(window, namespace, 2)
  await cell(rowOf(window, names[0] ?? ''), 'name').click({ button: 'right' })
  await expect(window.getByRole('menuitem', { name: /^Rename/ })).toContainText('patch')
  await expect(window.getByRole('menuitem', { name: /^Rotate/ })).toBeDisabled()
  await window.keyboard.press('Escape')
  await box(rowOf(window, names[0] ?? '')).click()
  await box(rowOf(window, names[1] ?? '')).click()
  await bar(window).getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText('2 of 2 credentials left out')
  await expect(question(window).getByRole('button', { name: 'Release', exact: true })).toBeDisabled()
})

test('a selection has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const { namespace } = await credentials(cluster, 'seen', 3)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await show(window, namespace, 3)
  await box(rows(window).first()).click()
  await expect(bar(window)).toContainText('1 selected')
  await expectNoFaultInBothThemes(window)
  await window.getByRole('checkbox', { name: 'Select all shown' }).click()
  await expect(bar(window)).toContainText('3 selected')
  await bar(window).getByRole('button', { name: 'Copy' }).click()
  await expect(window.getByRole('menuitem', { name: 'Copy rows' })).toBeFocused()
  await expectNoFaultInBothThemes(window)
  await window.keyboard.press('Escape')
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFaultInBothThemes(window)
  await bar(window).getByRole('button', { name: 'Clear selection' }).click()
  await expect(selected(window)).toHaveCount(0)
  await expect(window.getByRole('grid').locator(':focus')).toHaveCount(1)
})
