import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { ownProject } from './own-project.ts'
import { chooseScope, create, openWizard, secretNames, wizardOf } from './wizard-steps.ts'

const mayRead = [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }]

test('a user who may write in one namespace only sees that before trying', async ({ open, cluster }) => {
  const myProject = ownProject('rights-mine')
  const mine = await cluster.namespace('mine', { 'runai/queue': myProject })
  const otherProject = ownProject('rights-theirs')
  await cluster.namespace('theirs', { 'runai/queue': otherProject })
  const user = await cluster.user('one-namespace', {
    clusterRules: mayRead,
    namespaceRules: { [mine]: [{ resources: ['secrets'], verbs: ['create', 'patch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  const search = wizard.getByRole('combobox', { name: 'Find a scope' })
  await search.fill('rights-')
  const theirs = wizard.getByRole('treeitem', { name: new RegExp(otherProject) })
  await expect(theirs).toHaveAttribute('aria-disabled', 'true')
  await expect(theirs).toContainText('You can’t')
  await theirs.click({ force: true })
  await expect(theirs).toHaveAttribute('aria-selected', 'false')

  await expect(window.getByRole('button', { name: 'Some changes allowed' })).toBeAttached()
  const ours = wizard.getByRole('treeitem', { name: new RegExp(myProject) })
  await expect(ours).not.toHaveAttribute('aria-disabled', 'true')
  await ours.click()
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Mine alone')
  await wizard.getByRole('textbox', { name: 'Username', exact: true }).fill('robot')
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill('FAKE-value')
  await create(wizard)
  await expect(rowOf(window, 'Mine alone', myProject)).toBeVisible()
})

// A user without write permissions saw "Changes allowed" and an enabled "New credential", and was refused only at the
// end.
test('a user who may only read sees that before trying, and as soon as that changes', async ({
  open,
  cluster,
}) => {
  const project = ownProject('rights-readable')
  const namespace = await cluster.namespace('readable', { 'runai/queue': project })
  const user = await cluster.user('reader', { clusterRules: mayRead })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const word = window.getByRole('contentinfo').getByRole('button', { name: 'Read-only account' })
  await expect(word).toBeVisible()
  await expect(word).toHaveAccessibleDescription(
    /your account can’t write secrets here\. Ask your administrator/,
  )
  const button = window.getByRole('button', { name: 'New credential' })
  await expect(button.first()).toHaveAttribute('aria-disabled', 'true')
  await expect(button.first()).toHaveAccessibleDescription(/Read only: your account can’t write secrets here/)
  // Its shortcut says why, too.
  await window.keyboard.press('n')
  await expect(window.getByText(/Read only: your account can’t write secrets here/).last()).toBeVisible()
  await expectNoFault(window)
  expect(await secretNames(cluster, namespace)).toEqual([])

  // Someone grants the permission, and the list is refreshed.
  const allowed = ['--verb=create,patch', '--resource=secrets', '-n', namespace]
  await cluster.kubectl(['create', 'role', 'writer', ...allowed])
  const [, , home = '', account = ''] = user.name.split(':')
  const bound = ['--role=writer', `--serviceaccount=${home}:${account}`, '-n', namespace]
  await cluster.kubectl(['create', 'rolebinding', 'writer', ...bound])
  const asked = ['auth', 'can-i', 'patch', 'secrets', '-n', namespace]
  while (!(await cluster.kubectl(asked, { as: user }).catch(() => 'no')).startsWith('yes'));
  await window.keyboard.press('F5')
  await expect(window.getByRole('button', { name: 'Some changes allowed' })).toBeVisible()
  await expect(button.first()).not.toHaveAttribute('aria-disabled', 'true')
})

test('while the rights of the account can’t be found out, that is shown, and nothing is locked because of it', async ({
  open,
  cluster,
}) => {
  const project = ownProject('rights-doubtful')
  await cluster.namespace('doubtful', { 'runai/queue': project })
  const user = await cluster.user('doubtful', { clusterRules: mayRead })
  const proxy = await startFaultyProxy(cluster)
  const file = join(cluster.folder, 'doubtful.kubeconfig')
  await writeFile(file, proxy.kubeconfig('doubtful', user.token), { mode: 0o600 })
  proxy.treat(({ url = '' }) => (url.includes('selfsubjectaccessreviews') ? 'hang' : 'pass'))
  const { window } = await open({ kubeconfig: file })
  // The list doesn't wait for the answer.
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await expect(window.getByRole('button', { name: 'Checking permissions' })).toBeVisible()
  const create = window.getByRole('button', { name: 'New credential' }).first()
  await expect(create).not.toHaveAttribute('aria-disabled', 'true')
  proxy.treat(({ url = '' }) =>
    url.includes('selfsubjectaccessreviews') ? { status: 500, body: 'no' } : 'pass',
  )
  await window.keyboard.press('F5')
  const unknown = window.getByRole('button', { name: 'Permissions unknown' })
  await expect(unknown).toBeVisible()
  await expect(unknown).toHaveAccessibleDescription(/Couldn’t check your permissions\./)
  await expect(create).not.toHaveAttribute('aria-disabled', 'true')
  proxy.treat(() => 'pass')
  await window.keyboard.press('F5')
  await expect(window.getByRole('button', { name: 'Read-only account' })).toBeVisible()
  await proxy.stop()
})

test('a user who may change secrets but not create them is offered only existing ones', async ({
  open,
  cluster,
}) => {
  const project = ownProject('rights-patch')
  const namespace = await cluster.namespace('patchable', { 'runai/queue': project })
  const user = await cluster.user('patcher', {
    clusterRules: mayRead,
    namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['patch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, project)
  await expect(wizard.getByRole('radio', { name: 'New secret' })).toBeDisabled()
  await expect(wizard.getByText('You can’t create secrets')).toBeVisible()
  await expect(wizard.getByText('label secret').first()).toBeVisible()
})

test('nothing that was typed is lost when the cluster goes away in the middle, and trying again makes it once', async ({
  open,
  cluster,
}) => {
  const project = ownProject('rights-gone')
  const namespace = await cluster.namespace('gone', { 'runai/queue': project })
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
  await chooseScope(wizard, project)
  const entered = { 'Credential name': 'Cut in the middle', Username: 'robot', Password: 'kept-all-the-same' }
  for (const [name, value] of Object.entries(entered))
    await wizard.getByRole('textbox', { name, exact: true }).fill(value)

  // The cluster creates the secret, but the answer is lost.
  proxy.treat(({ method, url = '' }) => {
    if (method === 'POST') return url.includes('/secrets') ? { reset: 'once-answered' } : 'pass'
    return 'reset'
  })
  await create(wizard)
  await expect(wizard.getByText('Couldn’t confirm the change')).toBeVisible()
  for (const [name, value] of Object.entries(entered))
    await expect(wizard.getByRole('textbox', { name, exact: true })).toHaveValue(value)
  await expect(window.locator('body')).not.toContainText('kept-all-the-same')

  proxy.treat(() => 'pass')
  await window.keyboard.press('Escape')
  await expect(wizardOf(window)).toHaveCount(0)
  // Only rows near the viewport are rendered, and other tests leave credentials too.
  await searchField(window).fill('Cut in the middle')
  await expect(rowOf(window, 'Cut in the middle', project)).toBeVisible()
  expect(await secretNames(cluster, namespace)).toEqual(['password-cut-in-the-middle'])
  await proxy.stop()
})
