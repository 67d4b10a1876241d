import type { Page } from '@playwright/test'
import { cell, expect, rowOf, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { ownProject } from './own-project.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { secretIn, wizardOf } from './wizard-steps.ts'

/** Presses keys one by one, like a person without a mouse. */
const keysOf =
  (window: Page) =>
  async (...keys: string[]): Promise<void> => {
    for (const key of keys) await window.keyboard.press(key)
  }

const focused = (window: Page) => window.locator(':focus')

test('a new secret and an existing one become credentials by keyboard alone', async ({ open, cluster }) => {
  const project = ownProject('typed-alone')
  const namespace = await cluster.namespace('typed', { 'runai/queue': project })
  await registeredSecrets(cluster, [
    { namespace, name: 'typed-a' },
    { namespace, name: 'typed-b' },
  ])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = keysOf(window)
  const wizard = wizardOf(window)

  await press('n')
  await expect(window.getByRole('menuitem', { name: 'Docker registry' })).toBeFocused()
  await press('End', 'ArrowUp', 'Enter')
  await expect(wizard.getByRole('combobox', { name: 'Find a scope' })).toBeFocused()
  await window.keyboard.type(project)
  await expect(wizard.getByRole('treeitem', { name: project })).toBeVisible()
  await press('Enter')
  await expect(wizard.getByRole('treeitem', { selected: true })).toContainText(project)

  await press('Tab', 'Tab')
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toBeFocused()
  await window.keyboard.type('Typed first')
  await press('Tab')
  await expect(wizard.getByRole('button', { name: 'Edit' })).toBeFocused()
  await press('Tab')
  await window.keyboard.type('One line')
  await press('Tab')
  await expect(wizard.getByRole('radio', { name: 'New secret' })).toBeFocused()
  await press('Tab')
  await window.keyboard.type('robot')
  await press('Tab')
  await window.keyboard.type('s3cret')
  await press('Enter')
  await expect(wizard).toBeVisible()
  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(wizard).toHaveCount(0)
  const row = rowOf(window, 'Typed first', project)
  await expect(cell(row, 'status')).toHaveText('No issues')
  await expect(row.locator(':focus')).toHaveCount(1)
  const made = await secretIn(cluster, namespace, 'password-typed-first')
  expect(Buffer.from(made.data['Password'] ?? '', 'base64').toString()).toBe('s3cret')

  await press('n')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await press('End', 'ArrowUp', 'Enter')
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toBeFocused()
  await window.keyboard.type('Typed second')
  await wizard.getByRole('radio', { name: 'New secret' }).focus()
  await press('ArrowRight')
  await wizard.getByRole('option', { name: 'typed-b' }).waitFor()
  await press('Tab')
  const secrets = wizard.getByRole('listbox', { name: 'Unused secrets' })
  await expect(secrets).toBeFocused()
  await press('ArrowDown', 'Space')
  await expect(secrets.getByRole('option', { selected: true })).toContainText('typed-b')
  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(wizard).toHaveCount(0)
  await expect(rowOf(window, 'Typed second', project)).toBeVisible()
  const claimed = await secretIn(cluster, namespace, 'typed-b')
  expect(claimed.metadata.annotations['credenza.app/credential']).toBe('Typed second')
})

test('the focus stays in the wizard, meets the first problem, and goes back to where it came from', async ({
  open,
  cluster,
}) => {
  const project = ownProject('kept-focus')
  await cluster.namespace('kept', { 'runai/queue': project })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = keysOf(window)
  const wizard = wizardOf(window)
  const opener = window.getByRole('button', { name: 'New credential' }).first()

  const openFirst = async () => {
    await press('Enter')
    await expect(window.getByRole('menuitem').first()).toBeFocused()
    await press('Enter')
  }
  await opener.focus()
  await openFirst()
  await expect(wizard.getByRole('combobox', { name: 'Find a scope' })).toBeFocused()
  for (let stop = 0; stop < 30; stop += 1) {
    await press('Tab')
    // The parts of a date field have separate focus, which `:focus` doesn't cover.
    await expect.poll(() => wizard.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  }
  // Not in a field, which would take them as text.
  await wizard.getByRole('button', { name: 'Cancel' }).focus()
  await press('/', 'n')
  await expect(window.getByRole('menu')).toHaveCount(0)

  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(focused(window)).toHaveAccessibleName('Find a scope')
  await window.keyboard.type(project)
  await expect(wizard.getByRole('treeitem', { name: project })).toBeVisible()
  await press('Enter')
  await expect(wizard.getByRole('treeitem', { selected: true })).toContainText(project)
  await wizard.getByRole('button', { name: 'Check' }).focus()
  await press('Enter')
  await expect(focused(window)).toHaveAccessibleName('Credential name')
  await expect(focused(window)).toHaveAccessibleDescription(/Enter a credential name/)
  await window.keyboard.type('Harbor')

  await press('Escape')
  await expect(wizard).toHaveCount(0)
  await expect(opener).toBeFocused()

  await openFirst()
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toHaveValue('Harbor')
  await expect(wizard).toContainText('Continued from')
})

test('the wizard has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const project = ownProject('seen')
  const namespace = await cluster.namespace('seen', { 'runai/queue': project })
  await registeredSecrets(cluster, [
    { namespace, name: 'seen-a' },
    { namespace, name: 'seen-b' },
  ])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const check = () => expectNoFaultInBothThemes(window)
  const wizard = wizardOf(window)
  const press = keysOf(window)

  await press('n')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await check()
  await press('Enter')
  await expect(wizard.getByRole('combobox', { name: 'Find a scope' })).toBeFocused()
  await check()
  await window.keyboard.type(project)
  await wizard.getByRole('treeitem', { name: project }).click()
  await wizard.getByRole('button', { name: 'Create credential' }).click()
  await expect(wizard.getByText('Enter a credential name.')).toBeVisible()
  await check()
  await wizard.getByText('Existing secret', { exact: true }).click()
  await expect(wizard.getByRole('listbox', { name: 'Unused secrets' }).getByRole('option')).toHaveCount(2)
  await check()
  await window.setViewportSize({ width: 900, height: 600 })
  await wizard.getByRole('button', { name: 'As kubectl' }).click()
  await check()
})
