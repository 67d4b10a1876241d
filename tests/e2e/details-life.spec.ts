import type { Locator, Page } from '@playwright/test'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { claimByKubectl, registeredSecret } from './secrets-made-by-kubectl.ts'

const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
const part = (panel: Locator, name: string): Locator => panel.getByRole('region', { name, exact: true })
const credential = (name: string) => ({ credential: name, origin: 'new', 'created-by': 'm.okafor' })

test('an open panel follows what others do to the secret, and says when it is no credential any more', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-details', { 'runai/queue': 'details' })
  const [name, secret] = [`Harbor of ${namespace}`, { namespace, name: 'harbor' }]
  await registeredSecret(cluster, { ...secret, credential: credential(name) })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(window).fill(namespace)
  await cell(rowOf(window, name), 'name').click()
  const panel = panelOf(window, name)
  await expect(part(panel, 'Keys')).toContainText('Password')
  await expect(part(panel, 'Keys')).toContainText('10 bytes')
  await expect(part(panel, 'History')).toContainText('Created')
  await expect(part(panel, 'Metadata')).toContainText('credenza.app/credential')
  await expect(panel.getByRole('button', { name: /^Keys/ })).toContainText('2')
  await panel.getByRole('button', { name: 'Metadata' }).click()
  await expect(part(panel, 'Metadata')).toBeInViewport()
  await expectNoFault(window)

  await claimByKubectl(cluster, secret, { description: 'pull only' })
  await expect(panel).toContainText('pull only')
  const data = JSON.stringify({ stringData: { third: 'FAKE-third-value' } })
  await cluster.kubectl(['patch', 'secret', 'harbor', '-n', namespace, '--type', 'merge', '-p', data])
  await expect(part(panel, 'Keys')).toContainText('third')
  await cluster.kubectl(['label', 'secret', 'harbor', '-n', namespace, 'app.kubernetes.io/managed-by=Helm'])
  await expect(part(panel, 'Overview')).toContainText('Kept by Helm')

  await cluster.kubectl(['annotate', 'secret', 'harbor', '-n', namespace, 'credenza.app/credential-'])
  await expect(panel.getByRole('status')).toContainText('This is no longer a credential')
  await expect(panel.getByRole('status')).toContainText('The secret is kept')
  await claimByKubectl(cluster, secret, { credential: name })
  await expect(panel.getByRole('status')).toHaveText('')

  await cluster.kubectl(['delete', 'secret', 'harbor', '-n', namespace])
  await expect(panel.getByRole('status')).toContainText('This credential is gone')
  await expectNoFault(window)
  await registeredSecret(cluster, { ...secret, credential: credential(`Next ${namespace}`) })
  await panel.getByRole('button', { name: 'Show the new one' }).click()
  await expect(panelOf(window, `Next ${namespace}`)).toBeVisible()
  await expect(part(panelOf(window, `Next ${namespace}`), 'Keys')).toContainText('Password')
})

test('who may list secrets and not read them sees names, and why there are no sizes', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-details', { 'runai/queue': 'details' })
  const name = `Listed ${namespace}`
  await registeredSecret(cluster, { namespace, name: 'listed', credential: credential(name) })
  const { kubeconfig } = await cluster.user('lister', {
    clusterRules: [
      { resources: ['secrets'], verbs: ['list', 'watch'] },
      { resources: ['namespaces'], verbs: ['list', 'watch'] },
    ],
  })
  const { window } = await open({ kubeconfig })
  await searchField(window).fill(namespace)
  await cell(rowOf(window, name), 'name').click()
  const keys = part(panelOf(window, name), 'Keys')
  await expect(keys).toContainText('Password')
  await expect(keys).not.toContainText('bytes')
  await expect(keys).toContainText(/get.* secrets/)
  await expect(part(panelOf(window, name), 'History')).toContainText('events')
  await expectNoFault(window)
})
