import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { claimByKubectl, registeredSecret } from './secrets-made-by-kubectl.ts'

/** A Secret from the cluster, without what every write changes. */
async function secretOf(cluster: Cluster, namespace: string, name: string) {
  const { metadata, ...rest } = await cluster.ask<{
    metadata: { annotations: Record<string, string>; resourceVersion?: string }
  }>(`/api/v1/namespaces/${namespace}/secrets/${name}`)
  return { ...rest, metadata: { ...metadata, resourceVersion: '', managedFields: [] } }
}

/** A claimed secret in its own project, with an annotation by another tool. */
async function claimed(cluster: Cluster, project: string) {
  const namespace = await cluster.namespace(`runai-${project}`, { 'runai/queue': project })
  const name = `harbor-${namespace}`
  const credential = {
    credential: name,
    description: 'Pull only',
    origin: 'existing',
    'created-by': 'p.raman',
  }
  await registeredSecret(cluster, { namespace, name, credential })
  await cluster.kubectl(['annotate', 'secret', name, '-n', namespace, 'example.com/owner=h.yamada'])
  return { namespace, name }
}

/** Opens the details of a credential by keyboard only. */
async function openDetails(window: Page, name: string): Promise<Locator> {
  await searchField(window).fill(name)
  await expect(rowOf(window, name)).toHaveCount(1)
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await window.keyboard.press('Control+Home')
  await window.keyboard.press('Enter')
  const panel = window.getByRole('region', { name, exact: true })
  await expect(panel).toBeVisible()
  return panel
}

const dialog = (window: Page) => window.getByRole('dialog')
const question = (window: Page) => window.getByRole('alertdialog')

test('a credential is renamed with the keyboard alone, with nothing else changed, and named back', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'renaming')
  const before = await secretOf(cluster, namespace, name)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Rename…' }).focus()
  await window.keyboard.press('Enter')
  const field = dialog(window).getByRole('textbox', { name: 'Credential name' })
  await expect(field).toBeFocused()
  await expect(dialog(window)).toContainText('annotate secret')
  await expectNoFault(window)
  await field.fill(`Häfen ${name}`)
  await window.keyboard.press('Tab')
  await window.keyboard.press('Control+A')
  await window.keyboard.press('Delete')
  await dialog(window).getByRole('button', { name: 'Save' }).focus()
  await window.keyboard.press('Enter')
  await expect(dialog(window)).toHaveCount(0)
  await expect(window.getByText(`“${name}” is now “Häfen ${name}”`)).toBeVisible()
  await expectNoFault(window)

  const { 'credenza.app/description': _, ...left } = before.metadata.annotations
  const annotations = { ...left, 'credenza.app/credential': `Häfen ${name}` }
  expect(await secretOf(cluster, namespace, name)).toEqual({
    ...before,
    metadata: { ...before.metadata, annotations },
  })

  await window.getByRole('button', { name: 'Undo', exact: true }).focus()
  await window.keyboard.press('Enter')
  await expect(window.getByText(`“${name}” is back to what it was`)).toBeVisible()
  expect(await secretOf(cluster, namespace, name)).toEqual(before)
})

test('if someone else was faster, both versions are shown and nothing is overwritten', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'contested')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Rename…' }).click()
  const field = dialog(window).getByRole('textbox', { name: 'Credential name' })
  await expect(dialog(window)).toContainText('annotate secret')
  await field.fill(`Mine ${name}`)
  await claimByKubectl(cluster, { namespace, name }, { credential: `Theirs ${name}` })
  await dialog(window).getByRole('button', { name: 'Save' }).click()
  const note = dialog(window).getByRole('alert')
  await expect(note).toContainText(`Someone else changed ${name}`)
  await expect(note).toContainText(`Theirs ${name}`)
  await expect(note).toContainText(`Mine ${name}`)
  await expect(dialog(window).getByRole('button', { name: 'Save' })).toBeDisabled()
  await expectNoFault(window)
  const contested = await secretOf(cluster, namespace, name)
  expect(contested.metadata.annotations['credenza.app/credential']).toBe(`Theirs ${name}`)

  await note.getByRole('button', { name: 'Use mine' }).click()
  await dialog(window).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(window)).toHaveCount(0)
  const annotations = { ...contested.metadata.annotations, 'credenza.app/credential': `Mine ${name}` }
  expect((await secretOf(cluster, namespace, name)).metadata.annotations).toEqual(annotations)
})

test('releasing removes exactly our annotations, and can be undone for a while', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'releasing')
  const before = await secretOf(cluster, namespace, name)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText('can be used again')
  await expect(question(window)).toContainText('credenza.app/created-by-')
  await expect(question(window).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectNoFault(window)
  await question(window).getByRole('button', { name: 'Release', exact: true }).click()
  await expect(question(window)).toHaveCount(0)
  await expect(window.getByText(`“${name}” was released`)).toBeVisible()
  const metadata = { ...before.metadata, annotations: { 'example.com/owner': 'h.yamada' } }
  expect(await secretOf(cluster, namespace, name)).toEqual({ ...before, metadata })
  await expect(rowOf(window, name)).toHaveCount(0)

  await window.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(window.getByText(`“${name}” is a credential again`)).toBeVisible()
  expect(await secretOf(cluster, namespace, name)).toEqual(before)
  await expect(rowOf(window, name)).toHaveCount(1)
})

test('what someone else released in the meantime is reported, and a change after a release prevents undoing it', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'released-by-two')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText('annotate secret')
  await question(window).getByRole('button', { name: 'Release', exact: true }).click()
  await expect(window.getByText(`“${name}” was released`)).toBeVisible()
  await cluster.kubectl(['label', 'secret', name, '-n', namespace, 'team=blue'])
  const labelled = await secretOf(cluster, namespace, name)
  await window.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(window.getByText('Couldn’t undo this')).toBeVisible()
  await expect(window.getByText(`${name} changed while you looked at it`)).toBeVisible()
  expect(await secretOf(cluster, namespace, name)).toEqual(labelled)
  await expectNoFault(window)
})

test('a user who may not patch sees that before trying', async ({ open, cluster }) => {
  const { name } = await claimed(cluster, 'not-mine')
  const user = await cluster.user('reader', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  // The focus is on Cancel: a screen reader must say it unasked.
  await expect(question(window).getByRole('alert')).toContainText('You can’t patch secrets in')
  await expect(question(window).getByRole('button', { name: 'Release', exact: true })).toBeDisabled()
  await expectNoFault(window)
})

/** A pod that mounts a secret. No kubelet runs it. */
const podWith = (cluster: Cluster, namespace: string, secretName: string, name: string) =>
  cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: {
        containers: [{ name: 'main', image: 'registry.example.org/main' }],
        volumes: [{ name: 'login', secret: { secretName } }],
      },
    }),
  })
const secretsIn = (cluster: Cluster, namespace: string) =>
  cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'jsonpath={.items[*].metadata.name}'])

test('what uses a secret is shown before it is deleted, and must be accepted', async ({ open, cluster }) => {
  const { namespace, name } = await claimed(cluster, 'deleting')
  await registeredSecret(cluster, { namespace, name: 'stays' })
  await podWith(cluster, namespace, name, 'bert-eval')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  await expect(question(window).getByRole('radio', { name: /^Release/ })).toBeChecked()
  await question(window)
    .getByRole('radio', { name: /^Delete the secret/ })
    .press('Space')
  const remove = question(window).getByRole('button', { name: 'Delete', exact: true })
  const consent = question(window).getByRole('checkbox', {
    name: 'Delete it even though 1 workload uses it',
  })
  await expect(consent).toBeVisible()
  await expect(question(window).getByRole('region', { name: 'Used by' })).toContainText('bert-eval')
  await expect(remove).toBeDisabled()
  await expect(question(window)).toContainText('Select the checkbox first.')
  await expectNoFault(window)
  await consent.press('Space')
  await expect(question(window)).not.toContainText('Select the checkbox first.')
  await remove.press('Enter')
  await expect(window.getByText(`“${name}” was deleted. This can’t be undone.`)).toBeVisible()
  await expect(window.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0)
  await expect(rowOf(window, name)).toHaveCount(0)
  const left = await secretsIn(cluster, namespace)
  expect(left).toContain('stays')
  expect(left).not.toContain(name)
})

test('a new secret of the same name is not deleted, and one that a finalizer holds is reported', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'made-anew')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  await question(window)
    .getByRole('radio', { name: /^Delete the secret/ })
    .press('Space')
  const remove = question(window).getByRole('button', { name: 'Delete', exact: true })
  await expect(remove).toBeEnabled()
  await cluster.kubectl(['delete', 'secret', name, '-n', namespace])
  await registeredSecret(cluster, { namespace, name, credential: { credential: name, origin: 'existing' } })
  const anew = await secretOf(cluster, namespace, name)
  await remove.click()
  await expect(question(window)).toContainText('another secret with the same name')
  expect(await secretOf(cluster, namespace, name)).toEqual(anew)
  await question(window).getByRole('button', { name: 'Close', exact: true }).click()

  const finalizers = JSON.stringify({ metadata: { finalizers: ['example.com/never'] } })
  await cluster.kubectl(['patch', 'secret', name, '-n', namespace, '--type', 'merge', '-p', finalizers])
  await openDetails(window, name)
  await panel.getByRole('button', { name: 'Release…' }).click()
  await question(window)
    .getByRole('radio', { name: /^Delete the secret/ })
    .press('Space')
  await expect(remove).toBeEnabled()
  await remove.click()
  await expect(question(window)).toContainText('Waiting for the finalizer example.com/never.')
  await expectNoFault(window)
  const free = JSON.stringify({ metadata: { finalizers: null } })
  await cluster.kubectl(['patch', 'secret', name, '-n', namespace, '--type', 'merge', '-p', free])
})

test('an expiry date is suggested from the value, set with the keyboard alone, found again, and cleared', async ({
  open,
  cluster,
}) => {
  const { namespace, name } = await claimed(cluster, 'expiring')
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
  const days = 86_400_000
  const end = new Date(Math.floor((Date.now() + 5 * days) / 1000) * 1000)
  const token = `${part({ alg: 'none' })}.${part({ exp: end.getTime() / 1000, sub: 'FAKE-subject' })}.c2ln`
  const patch = JSON.stringify({ stringData: { token } })
  await cluster.kubectl(['patch', 'secret', name, '-n', namespace, '--type', 'merge', '-p', patch])
  const before = await secretOf(cluster, namespace, name)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const panel = await openDetails(window, name)
  await panel.getByRole('button', { name: 'Set when it expires' }).press('Enter')
  await dialog(window).getByRole('button', { name: 'Read from the value' }).press('Enter')
  const proposals = dialog(window).getByRole('list', { name: 'Expiry dates in the values' })
  await expect(proposals).toContainText('by a JSON Web Token in token')
  await proposals.getByRole('button', { name: 'Use it' }).press('Enter')
  await expect(dialog(window)).toContainText('credenza.app/expires-at=')
  await expectNoFault(window)
  await dialog(window).getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog(window)).toHaveCount(0)
  const expiresAt = end.toISOString().replace('.000Z', 'Z')
  const annotations = { ...before.metadata.annotations, 'credenza.app/expires-at': expiresAt }
  expect(await secretOf(cluster, namespace, name)).toEqual({
    ...before,
    metadata: { ...before.metadata, annotations },
  })
  await expect(panel).toContainText('Expires in 4 days')
  await expectNoFault(window)

  await panel.press('Escape')
  await window.getByRole('button', { name: 'Show them' }).press('Enter')
  await expect(rowOf(window, name)).toHaveCount(1)
  await rowOf(window, name).click()
  await panel.getByRole('button', { name: 'Change when it expires' }).press('Enter')
  await dialog(window).getByRole('button', { name: 'Clear' }).press('Enter')
  await expect(dialog(window).getByRole('button', { name: 'Save' })).toBeEnabled()
  await dialog(window).getByRole('button', { name: 'Save' }).press('Enter')
  await expect(window.getByText(`“${name}” no longer has an expiry date`)).toBeVisible()
  expect(await secretOf(cluster, namespace, name)).toEqual(before)
  await expect(rowOf(window, name)).toHaveCount(0)
})
