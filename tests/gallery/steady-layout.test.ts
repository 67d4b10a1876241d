import type { Locator } from '@playwright/test'
import { describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const boxOf = (locator: Locator) => locator.boundingBox()

describe('a button', () => {
  test('keeps its width when its label changes', async () => {
    const place = await gallery.show('SteadyLabel', 'usual')
    const button = place.getByRole('button')
    await expect(button).toHaveAccessibleName('Check')
    const before = await boxOf(button)
    await button.click()
    await expect(button).toHaveAccessibleName('Cancel the check')
    expectValue(await boxOf(button)).toEqual(before)
  })

  test('keeps its width and its name while a spinner covers its label', async () => {
    const place = await gallery.show('SteadyLabel', 'spinner')
    const button = place.getByRole('button')
    const before = await boxOf(button)
    await button.click()
    const spinner = button.locator('.n-base-loading')
    await expect(spinner).toBeVisible()
    await expect(button).toHaveAccessibleName(/Fix all 3$/)
    expectValue(await boxOf(button)).toEqual(before)
    // In its middle.
    const [around, inside] = [await boxOf(button), await boxOf(spinner)]
    const middle = (box: typeof around) => (box?.x ?? 0) + (box?.width ?? 0) / 2
    expectValue(Math.abs(middle(around) - middle(inside))).toBeLessThan(1)
  })
})

describe('the dialog that rotates', () => {
  test('moves nothing when the search for the same value ends', async () => {
    await gallery.show('RotateDialog', 'searching')
    const dialog = gallery.page.getByRole('dialog')
    const steady = [
      dialog.getByRole('textbox', { name: 'Password' }),
      dialog.getByRole('checkbox', { name: 'Stop at the first failure' }),
      dialog.getByRole('heading', { name: 'Same value elsewhere' }),
      ...['Check', 'Cancel', /^Rotate/].map((name) => dialog.getByRole('button', { name, exact: true })),
    ]
    const boxes = () => Promise.all(steady.map(boxOf))
    await expect(dialog.getByText('Looking for the same value elsewhere…')).toBeVisible()
    await expect(dialog.getByText('1 of 2 compared')).toBeVisible()
    const skip = dialog.getByRole('button', { name: 'Skip search' })
    await expect(skip).toBeVisible()
    const before = await boxes()
    expectValue(before).not.toContain(null)
    await gallery.page.evaluate(() => window.dispatchEvent(new Event('same-found')))
    await expect(dialog.getByRole('checkbox', { name: 'two, n' })).toBeVisible()
    await expect(dialog.getByText('Nothing uses it.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Rotate 3' })).toBeEnabled()
    await expect(skip).toHaveCount(0)
    expectValue(await boxes()).toEqual(before)
  })

  test('can rotate at once if its searches are skipped, says what that means, and moves nothing', async () => {
    await gallery.show('RotateDialog', 'searching')
    const dialog = gallery.page.getByRole('dialog')
    const rotate = dialog.getByRole('button', { name: 'Rotate', exact: true })
    const steady = [rotate, dialog.getByRole('heading', { name: 'Same value elsewhere' })]
    const boxes = () => Promise.all(steady.map(boxOf))
    await expect(rotate).toBeDisabled()
    const before = await boxes()
    await dialog.getByRole('button', { name: 'Skip search' }).press('Enter')
    await expect(rotate).toBeEnabled()
    // Holding the key mustn’t rotate.
    await expect(dialog.getByRole('button', { name: 'Check' })).toBeFocused()
    await expect(
      dialog.getByText('Search skipped after 1 of 2 secrets. Others with the same value keep it.'),
    ).toBeVisible()
    expectValue(await boxes()).toEqual(before)
    await dialog.getByRole('button', { name: 'Search again' }).click()
    await gallery.page.evaluate(() => window.dispatchEvent(new Event('same-found')))
    await expect(dialog.getByRole('button', { name: 'Rotate 3' })).toBeEnabled()
    await expect(dialog.getByText('skipped')).toHaveCount(0)
  })
})
