import { expect, rowOf, rows, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import {
  box,
  dialog,
  numbered,
  openSecrets,
  part,
  registeredIn,
  showUnregistered,
  unregisteredSecrets,
} from './secrets-on-page.ts'

test('everything works by keyboard, and the focus is never lost', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-keyboard', { 'runai/queue': 'keyboard' })
  await unregisteredSecrets(cluster, namespace, numbered(5))
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await openSecrets(window)
  await window.getByRole('radio', { name: /^Unused/ }).focus()
  await press('ArrowRight', 'Tab')
  await expect(window.getByRole('button', { name: 'Choose a namespace', exact: true })).toBeFocused()
  await press('Enter')
  await expect(window.getByRole('textbox', { name: 'Find a project or a namespace' })).toBeFocused()
  await window.keyboard.type(namespace)
  await expect(window.getByRole('menuitem')).toContainText([namespace])
  await press('ArrowDown', 'Enter')
  await expect(rows(window)).toHaveCount(5)

  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await press('Control+Home', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await expect(window.getByRole('group', { name: 'Selection' })).toContainText('3 selected')
  await press('Shift+ArrowUp', 'ArrowDown', 'ArrowDown', ' ')
  await expect(window.locator('[role=row][aria-selected=true]')).toHaveText([/s00/, /s01/, /s03/])
  await press('ArrowRight', 'Enter')
  await expect(window.getByRole('menuitem', { name: 'Register…', exact: true })).toBeFocused()
  await press('Enter')
  await expect(dialog(window).getByRole('radio').first()).toBeDisabled()
  await window.getByRole('radio', { name: /^Username and password/ }).focus()
  await press(' ')
  await expect(window.getByRole('button', { name: 'Register 3' })).toBeEnabled()
  await window.getByRole('button', { name: 'Register 3' }).focus()
  await press('Enter')
  await expect(window.getByRole('button', { name: 'Close', exact: true })).toBeFocused()
  await press('Escape')
  await expect(rows(window)).toHaveCount(2)
  await expect(window.getByRole('grid').locator(':focus')).toHaveCount(1)
  expect((await registeredIn(cluster, namespace)).sort()).toEqual(['s00', 's01', 's03'])
})

test('the Secrets page has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-axe', { 'runai/queue': 'axe' })
  await unregisteredSecrets(cluster, namespace, numbered(3))
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const check = () => expectNoFaultInBothThemes(window)
  await showUnregistered(window, namespace)
  await box(rowOf(window, 's00')).click()
  await box(rowOf(window, 's01')).click()
  await check()
  await window.getByRole('button', { name: /^Namespace/ }).click()
  await check()
  await window.keyboard.press('Escape')
  await rowOf(window, 's00').locator('[data-column=secretType]').click({ button: 'right' })
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await check()
  await window.keyboard.press('Enter')
  await expect(dialog(window)).toBeVisible()
  await check()
  await dialog(window).getByText('Username and password', { exact: true }).click()
  await check()
  await dialog(window).getByRole('button', { name: 'Register 2' }).click()
  await expect(window.getByRole('heading', { name: '2 secrets registered' })).toBeVisible()
  await check()
  await window.getByRole('button', { name: 'Close', exact: true }).click()
  await window.setViewportSize({ width: 900, height: 600 })
  await part(window, 'Unused').click()
  await window.getByRole('textbox', { name: 'Search secrets' }).fill(namespace)
  await box(rowOf(window, 's00')).click()
  await window.getByRole('button', { name: 'Unregister…' }).click()
  await check()
})
