import type { Locator, Page } from '@playwright/test'
import { cell, expect, rowOf, rows, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { askBridge } from './bridge.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

const harbor = 'Harbor base images'
const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
const usedBy = (window: Page, name: string): Locator =>
  panelOf(window, name).getByRole('region', { name: 'Used by' })

/** Opens the details of a credential by keyboard only. */
async function openDetails(window: Page, name: string): Promise<Locator> {
  await searchField(window).fill(name)
  await rowOf(window, name).first().waitFor()
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await window.keyboard.press('Control+Home')
  await window.keyboard.press('Enter')
  return usedBy(window, name)
}

test('what can’t pull is first with the kubelet’s words, and the rest opens by the keyboard', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  const section = await openDetails(window, harbor)
  const failing = section.getByRole('list', { name: 'Can’t start' }).locator('> li')
  await expect(failing).toHaveCount(2)
  await expect(failing.first()).toContainText('bert-eval-31')
  await expect(failing.first()).toContainText('Training, llm-eval')
  await expect(failing.first()).toContainText('ImagePullBackOff')
  await expect(failing.first()).toContainText('Failed to pull image "harbor.int.halden.io/eval:7"')
  await expect(failing.first()).toContainText(/kubelet, \d+ min ago/)
  await expect(section).toContainText(/8 workloads, 2 can’t pull/)

  const rest = section.getByRole('button', { name: /^\d+ more .* without problems/ })
  await rest.focus()
  await window.keyboard.press('Enter')
  const others = section.getByRole('list', { name: 'Without problems' })
  await expect(others).toContainText('image-warmer')
  await expect(others).toContainText('StatefulSet, chem-diffusion, 2 pods')
  await expectNoFault(window)
  await window.keyboard.press('Enter')
  await expect(others).toHaveCount(0)
})

test('a pod that names no credential leads to the one of its registry', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  const section = await openDetails(window, 'DGX image cache')
  const failing = section.getByRole('list', { name: 'Can’t start' })
  await expect(failing).toContainText('debug-shell')
  await expect(failing).toContainText('unnamed')
  await expect(failing).toContainText('The pod doesn’t name this credential’s secret.')
})

test('a look that takes long shows its progress and can be stopped', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, harbor).first().waitFor()
  await searchField(window).fill(harbor)
  await askBridge(window, 'sandbox', 'switchFaults', { latency: 20_000 })
  try {
    const section = await openDetails(window, harbor)
    await expect(section).toContainText('Checking what uses it')
    await expectNoFault(window)
    await section.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect(section).toContainText('Cancelled. This list may be incomplete.')
    await askBridge(window, 'sandbox', 'switchFaults', { latency: 0 })
    await section.getByRole('button', { name: 'Check again' }).press('Enter')
    await expect(section.getByRole('list', { name: 'Can’t start' }).locator('> li')).toHaveCount(2)
  } finally {
    await askBridge(window, 'sandbox', 'switchFaults', { latency: 0 })
  }
})

test('a user who may not list everything sees what is missing', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-used', { 'runai/queue': 'used' })
  await registeredSecrets(cluster, [
    { namespace, name: 'used', credential: { credential: `Used in ${namespace}`, origin: 'existing' } },
  ])
  const user = await cluster.user('few', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
    namespaceRules: { [namespace]: [{ resources: ['secrets', 'pods'], verbs: ['get', 'list', 'watch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  const section = await openDetails(window, `Used in ${namespace}`)
  await expect(section).toContainText('Nothing you can see uses it.')
  await expect(section).toContainText(`You can’t list deployments in ${namespace}.`)
  await expect(section).not.toContainText('You can’t list pods')
  await expectNoFault(window)
})

test('on request, all credentials show whether they are used, and can be filtered by it', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  await rowOf(window, harbor).first().waitFor()
  await expect(window.getByRole('button', { name: 'Filter by Use' })).toHaveCount(0)
  await window.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await window.getByRole('menuitem', { name: 'Find usage' }).press('Enter')
  await searchField(window).fill(harbor)
  await expect(cell(rowOf(window, harbor).first(), 'usage')).toHaveText('Failing')
  await searchField(window).fill('')
  await window.getByRole('button', { name: 'Filter by Use' }).click()
  await window.getByRole('checkbox', { name: /^Failing/ }).click()
  await window.keyboard.press('Escape')
  await expect(rows(window)).toHaveCount(1)
  await expectNoFault(window)
})

test('a workload is restarted from where it is named: confirmed, followed until it is ready, and recorded', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  const section = await openDetails(window, harbor)
  const triton = section.getByRole('listitem').filter({ hasText: 'triton-ranker' })
  await triton.getByRole('button', { name: 'Restart triton-ranker…' }).press('Enter')
  const question = section.getByRole('group', { name: 'Restart Deployment triton-ranker' })
  await expect(question).toContainText('Its pod is replaced by a new one')
  await expect(question).toContainText('rollout restart')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectNoFault(window)
  await window.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await window.keyboard.press('Enter')
  await question.getByRole('button', { name: 'Restart', exact: true }).press('Enter')
  await expect(triton.getByRole('status')).toContainText(/ready/)
  await expectNoFault(window)
  // A credential that was left isn't forgotten.
  await window.keyboard.press('Escape')
  await openDetails(window, harbor)
  await expect(triton.getByRole('status')).toContainText(/ready/)
  await window.getByRole('link', { name: 'Activity' }).press('Enter')
  await expect(window.getByRole('grid', { name: 'Changes' }).locator('.row').first()).toContainText(
    'triton-ranker',
  )
})

test('a restart that the cluster does not take says so in sentences', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await window.setViewportSize({ width: 900, height: 600 })
  const section = await openDetails(window, harbor)
  const triton = section.getByRole('listitem').filter({ hasText: 'triton-ranker' })
  await triton.getByRole('button', { name: 'Restart triton-ranker…' }).press('Enter')
  // The whole question, not only the focused button.
  await expect(section.getByText('Restart Deployment triton-ranker?')).toBeInViewport({ ratio: 1 })
  await expect(triton.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(triton.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 })
  await askBridge(window, 'sandbox', 'switchFaults', { isDead: true })
  try {
    await triton.getByRole('button', { name: 'Restart', exact: true }).press('Enter')
    await expect(triton.getByRole('status')).toContainText('refused the connection. The host')
  } finally {
    await askBridge(window, 'sandbox', 'switchFaults', { isDead: false })
  }
})
