import type { Locator, Page } from '@playwright/test'
import { cell, expect, rows, test } from './application.ts'
import { expectNoFault } from './axe.ts'

/** The panel with everything about one credential. */
const panelOf = (window: Page, name: string): Locator => window.getByRole('region', { name, exact: true })
const focusedRow = (window: Page): Locator => window.locator('[role=row][data-uid]:has(:focus)')

test('the details open with the keyboard alone, follow it from row to row, and lead back to the row', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  const press = (key: string) => window.keyboard.press(key)
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await press('Control+Home')
  const first = await nameIn(focusedRow(window))
  await press('Enter')
  await expect(panelOf(window, first)).toBeVisible()
  await expect(focusedRow(window)).toHaveAttribute('aria-current', 'true')

  await press('ArrowDown')
  await expect.poll(() => nameIn(focusedRow(window))).not.toBe(first)
  const second = await nameIn(focusedRow(window))
  await expect(panelOf(window, second)).toBeVisible()
  await expect(panelOf(window, first)).toHaveCount(0)
  await expectNoFault(window)

  await press('Enter')
  await expect(panelOf(window, second)).toBeFocused()
  await press('Escape')
  await expect(panelOf(window, second)).toHaveCount(0)
  await expect.poll(() => nameIn(focusedRow(window))).toBe(second)
  await press('Enter')
  await press('Escape')
  await expect(panelOf(window, second)).toHaveCount(0)
  await expect.poll(() => nameIn(focusedRow(window))).toBe(second)
})

/** The name of a credential in its row. */
const nameIn = (row: Locator): Promise<string> => cell(row, 'name').locator('bdi.name').innerText()

/** The sections that have content when the panel opens, in an object, since a handle of a promise would wait for it. */
const firstSections = (window: Page) =>
  window.evaluateHandle(() => {
    const filled = new Promise<(string | null)[]>((resolve) => {
      const observer = new MutationObserver(() => {
        const sections = [...document.querySelectorAll('[data-section]')]
        if (sections.length === 0) return
        observer.disconnect()
        const withContent = sections.filter((each) => each.querySelector(':scope > :not(.head)') !== null)
        resolve(withContent.map((each) => each.getAttribute('data-section')))
      })
      observer.observe(document.body, { subtree: true, childList: true })
    })
    return { filled }
  })

test('a click shows what a credential is, what is wrong with it and the commands that show it', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const row = rows(window)
    .filter({ has: window.locator('[data-column=status]', { hasText: /^[1-9] issue/ }) })
    .first()
  await row.waitFor()
  const [name, secret] = [await nameIn(row), await cell(row, 'kubernetesName').innerText()]
  const first = await firstSections(window)
  await cell(row, 'kubernetesName').click()
  // All sections together would block the window.
  expect(await first.evaluate(({ filled }) => filled)).toEqual(['overview'])
  const panel = panelOf(window, name)
  await expect(panel.getByRole('region', { name: 'Overview' })).toContainText(secret)
  await expect(panel.getByRole('list', { name: 'Issues' }).getByRole('listitem').first()).toBeVisible()
  await panel.getByRole('button', { name: 'As kubectl' }).click()
  await expect(panel).toContainText(`describe secret ${secret}`)
  await expectNoFault(window)
  await window.setViewportSize({ width: 900, height: 600 })
  await expect(rows(window).first()).toBeVisible()
  await expectNoFault(window)
})
