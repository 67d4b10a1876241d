import type { Locator, Page } from '@playwright/test'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { claimByKubectl, registeredSecret } from './secrets-made-by-kubectl.ts'

const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
/** The panel's message about what happened to its credential. */
const presence = (panel: Locator): Locator => panel.getByRole('status', { name: 'Existence' })
const part = (panel: Locator, name: string): Locator => panel.getByRole('region', { name, exact: true })
const credential = (name: string) => ({ credential: name, origin: 'new', 'created-by': 'm.okafor' })

test('an open panel follows what others do to the secret, and says when it is no longer a credential', async ({
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

  const kubectl = panel.getByRole('button', { name: 'As kubectl' })
  const expiry = panel.getByRole('button', { name: 'Set when it expires' })
  await expect(expiry).toBeVisible()
  await claimByKubectl(cluster, secret, { description: 'pull only' })
  await expect(panel).toContainText('pull only')
  const data = JSON.stringify({ stringData: { third: 'FAKE-third-value' } })
  await cluster.kubectl(['patch', 'secret', 'harbor', '-n', namespace, '--type', 'merge', '-p', data])
  await expect(part(panel, 'Keys')).toContainText('third')
  await cluster.kubectl(['label', 'secret', 'harbor', '-n', namespace, 'app.kubernetes.io/managed-by=Helm'])
  await expect(part(panel, 'Overview')).toContainText('Managed by Helm')

  await cluster.kubectl(['annotate', 'secret', 'harbor', '-n', namespace, 'credenza.app/credential-'])
  await expect(presence(panel)).toContainText('This is no longer a credential')
  await expect(presence(panel)).toContainText('The secret still exists')
  await expect(expiry).toHaveCount(0)
  await expect(kubectl).toBeVisible()
  await claimByKubectl(cluster, secret, { credential: name })
  await expect(presence(panel)).toHaveText('')

  await cluster.kubectl(['delete', 'secret', 'harbor', '-n', namespace])
  await expect(presence(panel)).toContainText('This credential no longer exists')
  // Nothing is offered that can't work anymore.
  const offered = panel.getByRole('button', { name: /kubectl|expires|^Check|the value of|…$/ })
  await expect(offered).toHaveCount(0)
  await expectNoFault(window)
  await registeredSecret(cluster, { ...secret, credential: credential(`Next ${namespace}`) })
  await panel.getByRole('button', { name: 'Show the new one' }).click()
  await expect(panelOf(window, `Next ${namespace}`)).toBeVisible()
  await expect(part(panelOf(window, `Next ${namespace}`), 'Keys')).toContainText('Password')
})

test('a user who may list but not read secrets sees names, and why there are no sizes', async ({
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

test('a secret of 500 keys, with bytes, immutable, held and owned, is reported without its values', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-details', { 'runai/queue': 'details' })
  const name = `Large ${namespace}`
  const annotations = Object.fromEntries(
    Object.entries(credential(name)).map(([key, value]) => [`credenza.app/${key}`, value]),
  )
  const value = (text: string) => Buffer.from(`FAKE-${text}`).toString('base64')
  const secret = {
    ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', immutable: true },
    metadata: {
      ...{ name: 'large', namespace, annotations },
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'generic' },
      finalizers: ['example.com/hold'],
      ownerReferences: [
        { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'large-source', uid: 'a-b' },
      ],
    },
    data: {
      ...Object.fromEntries(Array.from({ length: 499 }, (_, at) => [`KEY_${at}`, value(String(at))])),
      bytes: Buffer.from([0, 255, 254]).toString('base64'),
    },
  }
  await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(secret) })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(window).fill(namespace)
  const row = rowOf(window, name)
  await expect(cell(row, 'name')).toContainText(
    'Managed by External Secrets from ExternalSecret large-source',
  )
  await cell(row, 'name').click()
  const panel = panelOf(window, name)
  await expect(part(panel, 'Overview')).toContainText('External Secrets restores the secret')
  await expect(part(panel, 'Keys')).toContainText('500 keys')
  await expect(part(panel, 'Keys')).toContainText('immutable')
  await part(panel, 'Keys').getByRole('button', { name: 'Show all 500 keys' }).click()
  await expect(part(panel, 'Keys').getByRole('listitem')).toHaveCount(500)
  await expect(part(panel, 'Keys')).toContainText(/bytes\s*3 bytes/)
  await expect(part(panel, 'Metadata')).toContainText('example.com/hold')
  await expectNoFault(window)

  await cluster.kubectl(['delete', 'secret', 'large', '-n', namespace, '--wait=false'])
  await expect(part(panel, 'Overview')).toContainText('Deleting')
  await expect(part(panel, 'Metadata')).toContainText('They block the deletion')
  await expect(part(panel, 'History')).toContainText('Deletion requested')
  // As sent to the window, regardless of what is displayed of it.
  const told = await window.evaluate(
    async (secret) => {
      type Asked = (input: string) => Promise<string>
      const { credenza } = globalThis as unknown as {
        credenza: { contexts: { list: Asked }; details: { read: Asked } }
      }
      const { value } = JSON.parse(await credenza.contexts.list('{}')) as { value: { current: string } }
      return credenza.details.read(JSON.stringify({ context: value.current, ...secret }))
    },
    { namespace, name: 'large' },
  )
  expect(told).toContain('KEY_498')
  expect(told).not.toMatch(new RegExp(`FAKE-|${value('1').slice(0, 6)}`))
  const free = JSON.stringify({ metadata: { finalizers: null } })
  await cluster.kubectl(['patch', 'secret', 'large', '-n', namespace, '--type', 'merge', '-p', free])
  await expect(presence(panel)).toContainText('This credential no longer exists')
})

test('rights that are lost while the details are open are reported', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-details', { 'runai/queue': 'details' })
  const name = `Lost ${namespace}`
  await registeredSecret(cluster, { namespace, name: 'lost', credential: credential(name) })
  const user = await cluster.user('leaver', {
    clusterRules: [
      { resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
      { resources: ['namespaces'], verbs: ['list', 'watch'] },
    ],
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await searchField(window).fill(namespace)
  await cell(rowOf(window, name), 'name').click()
  const panel = panelOf(window, name)
  await expect(part(panel, 'Keys')).toContainText('10 bytes')
  await cluster.revoke(user)
  // Every change triggers another read. The server's authorizer learns of the change a moment later.
  let changes = 0
  await expect(async () => {
    changes += 1
    await claimByKubectl(cluster, { namespace, name: 'lost' }, { description: `change ${changes}` })
    await expect(presence(panel)).toContainText('You can no longer read this credential', {
      timeout: 1500,
    })
  }).toPass()
  await expect(part(panel, 'Keys')).toContainText('Password')
  await expectNoFault(window)
})
