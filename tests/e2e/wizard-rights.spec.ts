import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { chooseScope, create, openWizard, secretNames, wizardOf } from './wizard-steps.ts'

const mayRead = [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }]

test('a user who may write in one namespace only sees that before trying', async ({ open, cluster }) => {
  const mine = await cluster.namespace('mine', { 'runai/queue': 'rights-mine' })
  await cluster.namespace('theirs', { 'runai/queue': 'rights-theirs' })
  const user = await cluster.user('one-namespace', {
    clusterRules: mayRead,
    namespaceRules: { [mine]: [{ resources: ['secrets'], verbs: ['create', 'patch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  const search = wizard.getByRole('combobox', { name: 'Find a scope' })
  await search.fill('rights-')
  const theirs = wizard.getByRole('treeitem', { name: /rights-theirs/ })
  await expect(theirs).toHaveAttribute('aria-disabled', 'true')
  await expect(theirs).toContainText('You can’t')
  await theirs.click({ force: true })
  await expect(theirs).toHaveAttribute('aria-selected', 'false')

  const ours = wizard.getByRole('treeitem', { name: /rights-mine/ })
  await expect(ours).not.toHaveAttribute('aria-disabled', 'true')
  await ours.click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Mine alone')
  await wizard.getByRole('textbox', { name: 'Username', exact: true }).fill('robot')
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill('FAKE-value')
  await create(wizard)
  await expect(rowOf(window, 'Mine alone')).toBeVisible()
})

test('a user who may only read is told so in every scope, and nothing is sent', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('readable', { 'runai/queue': 'rights-readable' })
  const user = await cluster.user('reader', { clusterRules: mayRead })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  await wizard.getByRole('combobox', { name: 'Find a scope' }).fill('rights-readable')
  for (const node of await wizard.getByRole('treeitem').all()) {
    await expect(node).toHaveAttribute('aria-disabled', 'true')
    await expect(node).toContainText('You can’t')
  }
  expect(await secretNames(cluster, namespace)).toEqual([])
})

test('one who may change secrets but not make them is offered existing ones alone', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('patchable', { 'runai/queue': 'rights-patch' })
  const user = await cluster.user('patcher', {
    clusterRules: mayRead,
    namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['patch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, 'rights-patch')
  await expect(wizard.getByRole('radio', { name: 'New secret' })).toBeDisabled()
  await expect(wizard.getByText('You can’t create secrets')).toBeVisible()
  await expect(wizard.getByText('label secret').first()).toBeVisible()
})

test('nothing that was typed is lost when the cluster goes away in the middle, and trying again makes it once', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('gone', { 'runai/queue': 'rights-gone' })
  const user = await cluster.user('unlucky', {
    clusterRules: [
      { resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
    ],
  })
  const proxy = await startFaultyProxy(cluster)
  const file = join(cluster.folder, 'unlucky.kubeconfig')
  await writeFile(file, proxy.kubeconfig('unlucky', user.token), { mode: 0o600 })
  const { window } = await open({ kubeconfig: file })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, 'rights-gone')
  const entered = { 'Credential name': 'Cut in the middle', Username: 'robot', Password: 'kept-all-the-same' }
  for (const [name, value] of Object.entries(entered))
    await wizard.getByRole('textbox', { name, exact: true }).fill(value)

  // The cluster makes the secret, and then nothing of it is heard any more.
  proxy.treat(({ method, url = '' }) => {
    if (method === 'POST') return url.includes('/secrets') ? { reset: 'once-answered' } : 'pass'
    return 'reset'
  })
  await create(wizard)
  await expect(wizard.getByText('Couldn’t confirm the change')).toBeVisible({ timeout: 40_000 })
  for (const [name, value] of Object.entries(entered))
    await expect(wizard.getByRole('textbox', { name, exact: true })).toHaveValue(value)
  await expect(window.locator('body')).not.toContainText('kept-all-the-same')

  proxy.treat(() => 'pass')
  await window.keyboard.press('Escape')
  await expect(wizardOf(window)).toHaveCount(0)
  // Only what is near the view is painted, and other tests leave credentials too.
  await searchField(window).fill('Cut in the middle')
  await expect(rowOf(window, 'Cut in the middle')).toBeVisible({ timeout: 60_000 })
  expect(await secretNames(cluster, namespace)).toEqual(['password-cut-in-the-middle'])
  await proxy.stop()
})
