import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the list of clusters, and names the open one. */
export const switcher = (window: Page): Locator =>
  window.getByRole('button', { name: /^Cluster .*, change$/ })

/** The clusters in the open list. */
export const clusters = (window: Page): Locator =>
  window.getByRole('listbox', { name: 'Clusters' }).getByRole('option')

/** Opens the list of clusters, which takes the focus, and waits for its first entry. */
export async function openSwitcher(window: Page): Promise<void> {
  await window.keyboard.press('Control+Shift+K')
  await expect(window.getByRole('combobox', { name: 'Find a cluster' })).toBeFocused()
  await clusters(window).first().waitFor()
}
