import type { Locator, Page } from '@playwright/test'
import { annotationKeys, lastAppliedAnnotation } from '../../shared/runai.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { askBridge } from './bridge.ts'
import { plantedValue } from './planted-values.ts'

type Cluster = Parameters<Parameters<typeof test>[2]>[0]['cluster']

const base64 = (text: string) => Buffer.from(text).toString('base64')
const planted = plantedValue()

/** Credentials of a project: one whose password ends with a line break, and one with the same password. */
async function plant(cluster: Cluster, namespace: string): Promise<void> {
  const secret = (name: string, title: string, value: string, annotations: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' },
      annotations: { [annotationKeys.credential]: title, ...annotations },
    },
    data: { User: base64('team'), Password: base64(value) },
  })
  const applied = { [lastAppliedAnnotation]: JSON.stringify({ data: { Password: base64(planted) } }) }
  const items = [
    secret('broken', `Broken ${namespace}`, `${planted}\n`, applied),
    secret('twin', `Twin ${namespace}`, planted),
    secret('well', `Well ${namespace}`, `${planted}-other`),
  ]
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
}

const dialog = (window: Page): Locator => window.getByRole('dialog', { name: 'Check' })
const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })

test('a credential is checked and fixed from its details, by the keyboard alone', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('checks-one', { 'runai/queue': 'checks-one' })
  await plant(cluster, namespace)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const name = `Broken ${namespace}`
  await searchField(window).fill(namespace)
  await rowOf(window, name).first().waitFor()
  await searchField(window).fill(name)
  await expect(rowOf(window, 'Twin')).toHaveCount(0)
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await window.keyboard.press('Control+Home')
  await window.keyboard.press('Enter')
  const section = panelOf(window, name).getByRole('region', { name: 'Check' })
  const press = async (label: string) => {
    await section.getByRole('button', { name: label, exact: true }).focus()
    await window.keyboard.press('Enter')
  }
  await press('Check')
  const found = section.getByRole('list', { name: 'Problems' }).getByRole('listitem')
  await expect(found).toHaveCount(2)
  await expect(section).toContainText('The value of Password ends with a line break')
  await expect(section).toContainText(
    'The annotation last-applied-configuration contains a copy of the values',
  )
  await expectNoFault(window)

  await press('Remove the line break')
  await expect(found).toHaveCount(1)
  await expect(section.getByRole('button', { name: 'Check again' })).toBeFocused()
  await press('Remove the annotation')
  await expect(section).toContainText('Its values are valid')
  await expect(found).toHaveCount(0)
  const secret = JSON.parse(
    await cluster.kubectl(['get', 'secret', 'broken', '-n', namespace, '-o', 'json']),
  ) as { data: Record<string, string>; metadata: { annotations: Record<string, string> } }
  expect(secret.data).toEqual({ User: base64('team'), Password: base64(planted) })
  expect(Object.keys(secret.metadata.annotations)).toEqual([annotationKeys.credential])
})

test('the displayed credentials are checked at once, and lead to the details', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('checks-all', { 'runai/queue': 'checks-all' })
  await plant(cluster, namespace)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(window).fill(namespace)
  await expect(rowOf(window, namespace)).toHaveCount(3)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Check/ }).click()
  await expect(dialog(window).getByRole('status')).toHaveText(
    '3 credentials checked, problems in 2 credentials.',
  )
  const list = dialog(window).getByRole('list', { name: 'Credentials with problems' })
  await expect(list).toContainText('Another credential has the same value as Password')
  await expect(list).toContainText(`${namespace}/twin, Password`)
  await expect(list).not.toContainText('Well')
  await expectNoFault(window)
  expect(await window.content()).not.toContain(planted)

  await dialog(window).getByRole('button', { name: 'Remove the line break' }).press('Enter')
  await expect(list).not.toContainText('ends with a line break')
  // The pressed button is gone. The keyboard goes on at the same credential.
  await expect(
    list
      .getByRole('listitem')
      .filter({ hasText: `Broken ${namespace}` })
      .first(),
  ).toBeFocused()
  // Who else has the value wasn't searched again.
  await expect(list).toContainText(`${namespace}/twin, Password`)
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFault(window)
  await list.getByRole('button', { name: `Twin ${namespace}` }).click()
  await expect(dialog(window)).toHaveCount(0)
  await expect(panelOf(window, `Twin ${namespace}`)).toBeVisible()
})

test('a long list of findings scrolls within the window', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, 'Harbor base images').first().waitFor()
  await window.setViewportSize({ width: 900, height: 600 })
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Check/ }).click()
  await expect(dialog(window).getByRole('status')).toHaveText(/^\d+ credentials checked, problems in \d+ /)
  const last = dialog(window).getByRole('list', { name: 'Credentials with problems' }).locator('> li').last()
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport()
  await expect(dialog(window).getByRole('button', { name: 'Close', exact: true })).toBeInViewport({
    ratio: 1,
  })
  await expectNoFault(window)
})

test('a value that someone wrote down in a ConfigMap is found, and only its place is shown', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  await searchField(window).fill('W&B self-hosted')
  await rowOf(window, 'W&B self-hosted').first().click()
  const section = panelOf(window, 'W&B self-hosted').getByRole('region', { name: 'Check' })
  await section.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await expect(section.getByRole('list', { name: 'Problems' })).toContainText('sweep-settings, wandb.env')
  await expectNoFault(window)
})

test('a check that takes long shows its progress, and can be stopped', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, 'Harbor base images').first().waitFor()
  await askBridge(window, 'sandbox', 'switchFaults', { latency: 20_000 })
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Check/ }).click()
  await expect(dialog(window)).toContainText(/0 of \d+ credentials checked/)
  await dialog(window).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(window)).toContainText('Cancelled after 0 of')
  await window.keyboard.press('Escape')
  await expect(dialog(window)).toHaveCount(0)
})

test('a credential that was deleted while it was shown is reported as gone, and is not offered a check', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('checks-gone', { 'runai/queue': 'checks-gone' })
  await plant(cluster, namespace)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const name = `Well ${namespace}`
  await searchField(window).fill(name)
  await rowOf(window, name).first().click()
  await cluster.kubectl(['delete', 'secret', 'well', '-n', namespace])
  await expect(rowOf(window, name)).toHaveCount(0)
  const panel = panelOf(window, name)
  await expect(panel).toContainText('This credential no longer exists')
  await expect(panel.getByRole('region', { name: 'Check' })).toHaveCount(0)
  await expectNoFault(window)
})
