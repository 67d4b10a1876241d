import { clipboardOf } from './clipboard.ts'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'
import { openWizard } from './wizard-steps.ts'

test('a user who knows no keys finds the palette by a button', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('button', { name: 'Find anything' }).click()
  await expect(window.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0)
  await expectNoFault(window)
})

test('the link of a credential is copied from the details and from the menu of its row', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-linked', { 'runai/queue': 'linked' })
  const name = `Linked ${namespace}`
  const credential = { credential: name, origin: 'existing' }
  await registeredSecret(cluster, { namespace, name: 'linked', credential })
  const application = await start({ kubeconfig: cluster.adminKubeconfig })
  const { window } = application
  const clipboard = await clipboardOf(application)
  await searchField(window).fill(namespace)
  await cell(rowOf(window, name), 'name').click()
  await window.getByRole('region', { name, exact: true }).getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(clipboard).toBe(`credenza:${namespace}/linked?context=admin`)
  await expect(window.getByText('Link copied')).toBeVisible()
  await cell(rowOf(window, name), 'name').click({ button: 'right' })
  const again = await clipboardOf(application)
  await window.getByRole('menuitem', { name: 'Copy link' }).click()
  await expect.poll(again).toBe(`credenza:${namespace}/linked?context=admin`)
})

test('a draft that waits is marked in the menu at the left and in that of new credentials, until it is discarded', async ({
  open,
  cluster,
}) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const page = window.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Credentials/ })
  await expect(page).not.toContainText('draft')
  const wizard = await openWizard(window, 'password')
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Begun and left')
  await window.keyboard.press('Escape')
  await expect(page).toContainText('1 draft waits: new credential: Username and password')
  await expectNoFault(window)
  await window.getByRole('button', { name: 'New credential' }).first().click()
  const entry = window.getByRole('menuitem', { name: /^Username and password/ })
  await expect(entry).toContainText('A draft waits')
  await entry.click()
  await wizard.getByRole('button', { name: 'Discard' }).click()
  await expect(page).not.toContainText('draft')
})
