import { describe, expect as expectValue, test } from 'vitest'
import { expect, holdFrames, useGallery } from './gallery.ts'

const gallery = useGallery()
const button = (name: string) => gallery.page.getByRole('button', { name, exact: true })

describe('a dialog', () => {
  const dialog = () => gallery.page.getByRole('dialog', { name: 'Register secrets' })
  const field = (name: string) => dialog().getByRole('textbox', { name, exact: true })

  test('puts the focus on its first control', async () => {
    await gallery.show('AppDialog', 'usual')
    await expect(field('First')).toBeFocused()
  })

  test('puts the focus on what asks for it', async () => {
    await gallery.show('AppDialog', 'with a wanted focus')
    await expect(gallery.page.getByRole('alertdialog', { name: 'Reset the sandbox?' })).toBeVisible()
    await expect(button('Cancel')).toBeFocused()
  })

  test('keeps the focus: Tab goes round in it, in both directions, past what is disabled', async () => {
    await gallery.show('AppDialog', 'usual')
    await expect(field('First')).toBeFocused()
    await gallery.press('Tab', 'Tab')
    await expect(button('Cancel')).toBeFocused()
    await gallery.press('Tab', 'Tab')
    await expect(button('Close, Esc')).toBeFocused()
    await gallery.press('Shift+Tab')
    await expect(button('Register')).toBeFocused()
  })

  test('keeps the focus where it ends with radio buttons, which are one stop, chosen or not', async () => {
    await gallery.show('AppDialog', 'with choices at both ends')
    const radio = (name: string) => gallery.page.getByRole('radio', { name })
    await expect(gallery.page.getByRole('combobox', { name: 'Kind' })).toBeFocused()
    await gallery.press('Tab')
    await expect(radio('Small')).toBeFocused()
    await gallery.press('Tab')
    await expect(radio('Red')).toBeFocused()
    await gallery.press('Tab')
    await expect(button('Close, Esc')).toBeFocused()
    await gallery.press('Shift+Tab')
    await expect(radio('Green')).toBeFocused()
    await gallery.press('Space', 'ArrowUp')
    await expect(radio('Red')).toBeChecked()
    await gallery.press('Tab')
    await expect(button('Close, Esc')).toBeFocused()
    await gallery.press('Shift+Tab')
    await expect(radio('Red')).toBeFocused()
  })

  test('makes the page behind it inert, and gives it back with the focus when it closes', async () => {
    await gallery.show('AppDialog', 'usual')
    const behind = gallery.page.getByText('Open it')
    await expect(dialog()).toBeVisible()
    expectValue(await behind.evaluate((element) => element.closest('[inert]') !== null)).toBe(true)
    await gallery.press('Escape')
    await expect(dialog()).toHaveCount(0)
    expectValue(await behind.evaluate((element) => element.closest('[inert]') !== null)).toBe(false)
    await behind.focus()
    await gallery.press('Enter')
    await expect(field('First')).toBeFocused()
    await gallery.press('Escape')
    await expect(behind).toBeFocused()
  })

  test('reports whether a key or the cross asked to close it', async () => {
    await gallery.show('AppDialog', 'usual')
    await expect(field('First')).toBeFocused()
    await gallery.press('Escape')
    await button('Open it').click()
    await button('Close, Esc').click()
    await expect(dialog()).toHaveCount(0)
    await expect.poll(gallery.told).toEqual(['close "key"', 'close "button"'])
  })

  test('stays within the window and scrolls when its content is long', async () => {
    await gallery.show('AppDialog', 'long')
    const box = await gallery.page.getByRole('dialog').boundingBox()
    expectValue(box?.y).toBeGreaterThanOrEqual(0)
    expectValue((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800)
    await expect(button('Close')).toBeInViewport()
    const last = gallery.page.getByText('Line 60', { exact: true })
    await expect(last).not.toBeInViewport()
    await button('Close, Esc').focus()
    await gallery.press('Tab', 'End')
    await expect(last).toBeInViewport()
  })
})

describe('a popover', () => {
  const surface = () => gallery.page.getByRole('dialog', { name: 'Columns' })
  const box = (name: string) => gallery.page.getByRole('checkbox', { name })

  test('takes the focus, keeps it, and gives it back on Escape', async () => {
    await gallery.show('AppPopover', 'dialog')
    await button('Columns').focus()
    await gallery.press('Enter')
    await expect(box('Type')).toBeFocused()
    await gallery.press('Tab')
    await expect(box('Scope')).toBeFocused()
    const link = gallery.page.getByRole('link', { name: 'All of them' })
    await gallery.press('Tab')
    await expect(link).toBeFocused()
    await gallery.press('Tab')
    await expect(box('Type')).toBeFocused()
    await gallery.press('Shift+Tab')
    await expect(link).toBeFocused()
    await gallery.press('Escape')
    await expect(surface()).toBeHidden()
    await expect(button('Columns')).toBeFocused()
    await expect(button('Columns')).toHaveAttribute('aria-expanded', 'false')
  })

  test('lets a key close it that comes before it could take the focus', async () => {
    await gallery.show('AppPopover', 'dialog')
    const paint = await holdFrames(gallery.page)
    await button('Columns').focus()
    await gallery.press('Enter')
    await expect(box('Type')).toBeAttached()
    await gallery.press('Escape')
    await expect(button('Columns')).toHaveAttribute('aria-expanded', 'false')
    await paint()
    await expect(surface()).toBeHidden()
    await expect(button('Columns')).toBeFocused()
  })

  test('stays closed when a trigger returns that disappeared while it was open', async () => {
    await gallery.show('AppPopover', 'with a trigger that disappears')
    await button('Brief').press('Enter')
    await button('Remove').press('Enter')
    await expect(button('Brief')).toHaveCount(0)
    // Tab continues from the place of the trigger.
    await gallery.press('Tab')
    await expect(button('Return')).toBeFocused()
    await gallery.press('Enter')
    await expect(button('Brief')).toHaveAttribute('aria-expanded', 'false')
    await expect(button('Remove')).toHaveCount(0)
  })

  test('is closed by Escape after its focused button disappeared', async () => {
    await gallery.show('AppPopover', 'with a button that disappears, in a dialog')
    // The dialog is older, so that it would hear the key first.
    await button('Make it').click()
    await button('Once').press('Enter')
    await button('Do it').press('Enter')
    await expect(gallery.page.getByText('Done')).toBeVisible()
    await gallery.press('Escape')
    await expect(button('Once')).toHaveAttribute('aria-expanded', 'false')
    await expect(button('Once')).toBeFocused()
    // The dialog behind it stays.
    expectValue(await gallery.told()).toEqual([])
  })

  test('can’t be pressed or found while it fades out', async () => {
    await gallery.show('AppPopover', 'dialog')
    await button('Columns').press('Enter')
    await expect(box('Type')).toBeFocused()
    await holdFrames(gallery.page)
    await gallery.press('Escape')
    await expect(gallery.page.locator('.popover-surface')).toHaveAttribute('inert', '')
    await expect(surface()).toHaveCount(0)
  })

  test('takes no focus from what was reached in it, or after it, before the next frame', async () => {
    await gallery.show('AppPopover', 'dialog')
    const paint = await holdFrames(gallery.page)
    await button('Columns').focus()
    await gallery.press('Enter')
    await box('Scope').focus()
    await paint()
    await expect(box('Scope')).toBeFocused()
    await gallery.press('Escape')
    await expect(surface()).toBeHidden()

    const paintAgain = await holdFrames(gallery.page)
    await gallery.press('Enter')
    await box('Scope').focus()
    await gallery.press('Escape')
    await expect(button('Columns')).toBeFocused()
    await paintAgain()
    await expect(surface()).toBeHidden()
    await expect(button('Columns')).toBeFocused()
  })

  test('closes when something outside is pressed, and not when something in it is', async () => {
    await gallery.show('AppPopover', 'dialog')
    await button('Columns').click()
    await box('Type').check()
    await expect(surface()).toBeVisible()
    await gallery.page.mouse.click(900, 700)
    await expect(surface()).toBeHidden()
  })

  test('its button closes it again', async () => {
    await gallery.show('AppPopover', 'dialog')
    await button('Columns').click()
    await expect(surface()).toBeVisible()
    await button('Columns').click()
    await expect(surface()).toBeHidden()
  })

  test('starts again where it is opened again while it still fades out', async () => {
    await gallery.show('AppPopover', 'dialog')
    await button('Columns').focus()
    await gallery.press('Enter')
    await box('Type').evaluate((element) => element.setAttribute('data-opened', 'before'))
    await gallery.press('Escape', 'Enter')
    await expect(box('Type')).toBeFocused()
    await expect(box('Type')).not.toHaveAttribute('data-opened')
  })

  test('a menu is one tab stop: Tab closes it', async () => {
    await gallery.show('AppPopover', 'menu')
    await button('More').click()
    await expect(gallery.page.getByRole('menuitem', { name: 'Download' })).toBeFocused()
    await gallery.press('Tab')
    await expect(gallery.page.getByRole('menu', { name: 'More' })).toBeHidden()
  })
})

describe('a tooltip', () => {
  const tip = () => gallery.page.locator('.tip', { hasText: 'Opens another kubeconfig' })

  test('is shown to the keyboard at once, and Escape hides it', async () => {
    await gallery.show('AppTip', 'usual')
    await gallery.press('Tab')
    await expect(button('Open')).toBeFocused()
    await expect(tip()).toBeVisible()
    await gallery.press('Escape')
    await expect(tip()).toBeHidden()
  })

  test('is shown to a pointer that moves, and goes with it', async () => {
    await gallery.show('AppTip', 'usual')
    await gallery.page.mouse.move(5, 5)
    await button('Open').hover()
    await expect(tip()).toBeVisible()
    await gallery.page.mouse.move(900, 700)
    await expect(tip()).toBeHidden()
  })

  test('does not come without words', async () => {
    await gallery.show('AppTip', 'empty')
    await gallery.press('Tab')
    await expect(button('Without words')).toBeFocused()
    await gallery.page.waitForTimeout(400)
    await expect(gallery.page.locator('.tip')).toHaveCount(0)
  })

  test('says why a button can’t be used, and the button does nothing', async () => {
    await gallery.show('ToolButton', 'disabled')
    await button('Register…').focus()
    await gallery.press('Enter')
    await button('Register…').click({ force: true })
    await expect(button('Register…')).toHaveAccessibleDescription('Choose a secret first.')
    await expect(button('Register…')).toHaveAttribute('aria-disabled', 'true')
    expectValue(await gallery.told()).toEqual([])
    await gallery.show('ToolButton', 'usual')
    await button('Check').click()
    await expect.poll(gallery.told).toEqual(['press'])
  })
})

describe('a side panel', () => {
  const panel = () => gallery.page.getByRole('region', { name: 'password-nightly' })

  test('takes the focus and gives it back; Escape and the cross ask to close it', async () => {
    await gallery.show('SidePanel', 'usual')
    await button('Open it').click()
    await expect(panel()).toBeFocused()
    await gallery.press('Escape')
    await expect(panel()).toHaveCount(0)
    await expect(button('Open it')).toBeFocused()
    await button('Open it').click()
    await button('Close, Esc').click()
    await expect(panel()).toHaveCount(0)
    await expect.poll(gallery.told).toEqual(['close', 'close'])
  })

  test('leaves what is next to it in use, and keeps the focus there when it closes', async () => {
    await gallery.show('SidePanel', 'usual')
    await button('Open it').click()
    await button('Beside it').click()
    await expect(button('Beside it')).toBeFocused()
    await expect(panel()).toBeVisible()
    // Escape in the table next to an open panel did nothing.
    await gallery.press('Escape')
    await expect(panel()).toHaveCount(0)
    await expect(button('Beside it')).toBeFocused()
  })
})
