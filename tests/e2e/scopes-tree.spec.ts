import type { Page } from '@playwright/test'
import { expect, rowOf, test } from './application.ts'
import { expectNoFault } from './axe.ts'

const panel = (window: Page) => window.getByRole('region', { name: 'Scopes' })
const node = (window: Page, name: RegExp) => panel(window).getByRole('treeitem', { name })

async function openScopes(window: Page): Promise<void> {
  await rowOf(window, 'Artifactory pull').first().waitFor()
  await window.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await window.getByRole('menuitem', { name: /^Show scopes/ }).press('Enter')
  await expect(panel(window).getByRole('tree')).toBeFocused()
}

/** The table has as many rows as the node counts. Rows and names of departments may still arrive. */
async function expectCounted(window: Page, name: RegExp): Promise<void> {
  const counted = async () => Number(/(\d+)$/.exec(await node(window, name).innerText())?.[1])
  const shown = async () => Number(await window.getByRole('grid').getAttribute('aria-rowcount')) - 1
  await expect(async () => {
    const count = await counted()
    expect(count).toBeGreaterThan(0)
    expect(await shown()).toBe(count)
  }).toPass()
}

test('the tree of scopes counts, filters by key and by click, and goes away again', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await openScopes(window)
  await expectNoFault(window)

  await window.keyboard.type('res')
  await window.keyboard.press('Enter')
  await expect(node(window, /^Research/)).toHaveAttribute('aria-selected', 'true')
  await expectCounted(window, /^Research/)
  await node(window, /^vision-train/).click()
  await expect(node(window, /^vision-train/)).toHaveAttribute('aria-selected', 'true')
  await expectCounted(window, /^vision-train/)

  await window.getByRole('button', { name: 'Clear all' }).click()
  await expect(node(window, /^Sandbox/)).toHaveAttribute('aria-selected', 'true')
  await expectCounted(window, /^Sandbox/)

  // Next to the details, too. In a narrow window these need the space.
  await rowOf(window, 'Artifactory pull').first().click()
  await expect(window.getByRole('region', { name: 'Artifactory pull' })).toBeVisible()
  await expect(panel(window)).toBeVisible()
  await expectNoFault(window)
  await window.setViewportSize({ width: 900, height: 600 })
  await expect(panel(window)).toHaveCount(0)
  await window.keyboard.press('Escape')
  await expect(panel(window)).toBeVisible()
  await expectNoFault(window)
  await panel(window).getByRole('tree').press('Escape')
  await expect(panel(window)).toHaveCount(0)
  await expect(window.getByRole('grid').locator(':focus')).toHaveCount(1)
})
