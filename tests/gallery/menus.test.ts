import { describe, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const button = (name: string) => gallery.page.getByRole('button', { name, exact: true })

describe('a menu', () => {
  const entry = (name: RegExp) => gallery.page.getByRole('menuitem', { name })

  test('moves over its entries with the arrows and goes round', async () => {
    const place = await gallery.show('AppMenu', 'usual')
    await entry(/^Open details/).focus()
    await gallery.press('ArrowUp')
    const every = place.getByRole('menuitemcheckbox', { name: 'Every day' })
    await expect(every).toBeFocused()
    await gallery.press('ArrowDown', 'ArrowDown')
    await expect(entry(/^Copy/)).toBeFocused()
    await gallery.press('End')
    await expect(every).toBeFocused()
    await gallery.press('Home')
    await expect(entry(/^Open details/)).toBeFocused()
  })

  test('leads to the next entry that begins with a letter, and round', async () => {
    await gallery.show('AppMenu', 'grouped')
    await entry(/^Docker registry/).focus()
    await gallery.press('u')
    await expect(entry(/^Username and password/)).toBeFocused()
    await gallery.press('A')
    await expect(entry(/^Access key/)).toBeFocused()
    await gallery.press('x')
    await expect(entry(/^Access key/)).toBeFocused()
  })

  test('chooses by Enter and by a click, and never what is disabled', async () => {
    const place = await gallery.show('AppMenu', 'usual')
    await entry(/^Open details/).focus()
    await gallery.press('Enter')
    await entry(/^Delete/).click({ force: true })
    await entry(/^Delete/).focus()
    await gallery.press('Enter')
    await place.getByRole('menuitemcheckbox', { name: 'Every day' }).click()
    await expect.poll(gallery.told).toEqual(['choose "open"', 'choose "daily"'])
    await expect(entry(/^Delete/)).toHaveAttribute('aria-disabled', 'true')
  })

  // The arrow keys and Escape did nothing after that.
  test('keeps the focus on its entry, or near it, if others arrive late', async () => {
    await gallery.show('AppMenu', 'late')
    await entry(/^Username and password/).focus()
    await gallery.press('Enter')
    await expect(gallery.page.getByRole('group', { name: 'All' })).toBeVisible()
    await expect(entry(/^Username and password/)).toBeFocused()
    await gallery.press('Enter')
    await expect(entry(/^Username and password/)).toHaveCount(0)
    await expect(entry(/^Access key/)).toBeFocused()
  })

  test('at a point: takes the focus, and Escape, Tab and a press outside close it', async () => {
    await gallery.show('ContextMenu', 'usual')
    const open = button('Ask for the menu')
    const menu = gallery.page.getByRole('menu', { name: 'Credential' })
    for (const leave of [() => gallery.press('Escape'), () => gallery.press('Tab')]) {
      await open.click()
      await expect(entry(/^Copy/)).toBeFocused()
      await leave()
      await expect(menu).toHaveCount(0)
      await expect(open).toBeFocused()
    }
    await open.click()
    await gallery.page.mouse.click(900, 700)
    await expect(menu).toHaveCount(0)
    await expect.poll(gallery.told).toEqual(['close', 'close', 'close'])
  })

  // Shift F10 on several rows led to an entry that is only for one.
  test('begins at the first entry that can be chosen; the arrow keys also reach locked ones', async () => {
    await gallery.show('ContextMenu', 'with a locked first entry')
    await expect(entry(/^Copy/)).toBeFocused()
    await gallery.press('ArrowUp')
    await expect(entry(/^Rename/)).toBeFocused()
    await gallery.show('MoreMenu', 'with a locked first entry')
    await button('More').click()
    await expect(entry(/^Download CSV/)).toBeFocused()
    await gallery.press('Home')
    await expect(entry(/^Check/)).toBeFocused()
  })

  test('at a point near the edge it stays within the window', async () => {
    await gallery.show('ContextMenu', 'at the edge of the window')
    await expect(gallery.page.getByRole('menu')).toBeInViewport({ ratio: 1 })
  })
})
