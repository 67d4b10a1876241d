import { expect, type Page } from '@playwright/test'
import { rowOf, rows, searchField } from './application.ts'

/**
 * Opens one after the other what can be over the list of credentials or next to it, and looks at each. All of it is opened
 * by the keyboard, so that it works however little the window has room for.
 */
export async function visitOverTheList(window: Page, look: (state: string) => Promise<void>): Promise<void> {
  const { keyboard } = window
  const dialog = window.locator('[aria-modal=true]')
  const closed = async () => {
    await keyboard.press('Escape')
    await expect(dialog.or(window.getByRole('menu'))).toHaveCount(0)
  }
  for (const [state, keys] of [
    ['palette', 'Control+k'],
    ['keys', '?'],
    ['save view', 'Control+Shift+S'],
  ] as const) {
    await keyboard.press(keys)
    await expect(dialog).toBeVisible()
    await look(state)
    await closed()
  }

  await window.getByRole('columnheader', { name: 'Credential' }).getByRole('button').focus()
  await keyboard.press('Alt+ArrowDown')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await look('menu of a column')
  await closed()

  await rows(window).first().locator('[data-column=name]').focus()
  await keyboard.press('Shift+F10')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await look('menu of a row')
  await closed()
  await keyboard.press('Space')
  await keyboard.press('Shift+ArrowDown')
  await expect(window.getByRole('group', { name: 'Selection' })).toBeVisible()
  await look('selection')
  await window.getByRole('button', { name: 'Clear selection' }).press('Enter')

  await searchField(window).fill('Backup bucket')
  await rowOf(window, 'Backup bucket').locator('[data-column=name]').focus()
  await keyboard.press('Enter')
  const details = window.getByRole('region', { name: 'Backup bucket', exact: true })
  for (const action of ['Rename…', 'Rotate…', 'Release…']) {
    await details.getByRole('button', { name: action }).press('Enter')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await look(action)
    await closed()
  }
  await details.getByRole('button', { name: /^Close/ }).press('Enter')
  await searchField(window).fill('')
}
