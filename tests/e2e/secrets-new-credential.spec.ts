import { expect, rowOf, rows, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { box, dialog, openSecrets, showUnregistered, unregisteredSecrets } from './secrets-on-page.ts'

test('a secret becomes a credential by its menu, by keyboard alone, and the bar of one has it too', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-from-secret', { 'runai/queue': 'from-secret' })
  await registeredSecrets(
    cluster,
    ['first', 'second'].map((name) => ({ namespace, name })),
  )
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openSecrets(window)
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(2)
  await rowOf(window, 'second').locator('[data-column=namespace]').focus()
  await window.keyboard.press('Shift+F10')
  const entry = window.getByRole('menuitem', { name: 'New credential from this secret…' })
  await expect(entry).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(dialog(window).getByRole('radio', { name: /^Existing secret/ })).toBeChecked()
  await expect(dialog(window)).toContainText('second')
  await expectNoFault(window)
  await dialog(window).getByRole('textbox', { name: 'Credential name' }).fill(`From ${namespace}`)
  await window.keyboard.press('Control+Enter')
  await expect(dialog(window)).toBeHidden()
  await expect(rowOf(window, 'second')).toHaveCount(0)
  const name = await cluster.kubectl([
    ...['get', 'secret', 'second', '-n', namespace, '-o'],
    'jsonpath={.metadata.annotations.credenza\\.app/credential}',
  ])
  expect(name).toBe(`From ${namespace}`)

  await box(rowOf(window, 'first')).click()
  await window
    .getByRole('group', { name: 'Selection' })
    .getByRole('button', { name: 'New credential from this secret…' })
    .click()
  await expect(dialog(window)).toContainText('first')
})

test('an unregistered secret says what has to be done first', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-not-yet', { 'runai/queue': 'not-yet' })
  await unregisteredSecrets(cluster, namespace, ['waiting'])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  await rowOf(window, 'waiting').locator('[data-column=secretType]').click({ button: 'right' })
  const entry = window.getByRole('menuitem', { name: /^New credential from this secret/ })
  await expect(entry).toHaveAttribute('aria-disabled', 'true')
  await expect(entry).toContainText('Register it first.')
})
