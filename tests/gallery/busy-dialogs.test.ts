import { describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const button = (name: string) => gallery.page.getByRole('button', { name, exact: true })

describe('a dialog that writes', () => {
  // On a slow cluster, Create and then Escape silently closed the wizard, and later it “was created”.
  test('is not left by accident while a write runs: Escape, the cross and Cancel ask first', async () => {
    await gallery.show('AppDialog', 'while a write runs')
    const name = gallery.page.getByRole('textbox', { name: 'Name' })
    const question = gallery.page.getByRole('alert')
    await expect(name).toBeFocused()
    await gallery.press('Escape')
    await expect(question).toContainText('The change is being saved.')
    await expect(button('Keep waiting')).toBeFocused()
    // A second Escape stays.
    await gallery.press('Escape')
    await expect(question).toHaveCount(0)
    await expect(name).toBeFocused()
    await button('Cancel').click()
    await button('Keep waiting').click()
    await button('Close, Esc').click()
    expectValue(await gallery.told()).toEqual([])
    await button('Close anyway').click()
    await expect.poll(gallery.told).toEqual(['close "button"'])
  })

  // What was typed after Save was lost when the write succeeded.
  test('takes no input while a write runs, keeps the focus and the layout, and takes it again afterwards', async () => {
    await gallery.show('AppDialog', 'while a write runs')
    const { page } = gallery
    const [name, words] = [
      page.getByRole('textbox', { name: 'Name' }),
      page.getByRole('textbox', { name: 'Words' }),
    ]
    const large = page.getByRole('radio', { name: 'Large' })
    const box = () => page.getByRole('dialog').boundingBox()
    const enter = async () => {
      await name.focus()
      await page.keyboard.type('late')
      await expect(name).toBeFocused()
      await gallery.press('Tab')
      await page.keyboard.insertText('late')
      await words.evaluate((field) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', 'pasted\r\n')
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
      await large.click()
      await button('Clear').press('Enter')
    }
    const before = await box()
    await enter()
    await expect(name).toHaveValue('')
    await expect(words).toHaveValue('')
    await expect(large).not.toBeChecked()
    expectValue(await gallery.told()).toEqual([])
    expectValue(await box()).toEqual(before)
    await button('It ends').click()
    await enter()
    await expect(name).toHaveValue('late')
    await expect(words).toHaveValue(/^latepasted/)
    await expect(large).toBeChecked()
    await expect.poll(gallery.told).toEqual(['clear'])
  })

  test('presses its main button with Ctrl Enter from any field, once, and not while a write runs', async () => {
    await gallery.show('AppDialog', 'while a write runs')
    await expect(gallery.page.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await gallery.press('Control+Enter')
    expectValue(await gallery.told()).toEqual([])
    await button('It ends').click()
    await gallery.page.getByRole('textbox', { name: 'Name' }).focus()
    await gallery.press('Control+Enter')
    await expect.poll(gallery.told).toEqual(['save'])
    await gallery.press('Escape')
    await expect.poll(gallery.told).toEqual(['save', 'close "key"'])
  })

  // A double click on Release began it and pressed Cancel, which had taken its place.
  test('takes a double click as one, if a button is replaced by it', async () => {
    await gallery.show('AppDialog', 'with a button that is replaced')
    await button('Release').dblclick()
    await expect(button('Cancel')).toBeVisible()
    await button('Cancel').click()
    await expect.poll(gallery.told).toEqual(['release', 'cancel'])
  })

  // Escape reached nothing: the focus had gone with the button.
  test('hears its keys after the focused button disappeared, and Tab goes on from there', async () => {
    await gallery.show('AppDialog', 'with a button that is replaced')
    await button('Release').press('Enter')
    await expect(button('Cancel')).toBeVisible()
    await gallery.press('Tab')
    await expect(button('Cancel')).toBeFocused()
    await gallery.show('AppDialog', 'with a button that is replaced')
    await button('Release').press('Enter')
    await expect(button('Cancel')).toBeVisible()
    await gallery.press('Escape')
    await expect.poll(gallery.told).toEqual(['release', 'close "key"'])
  })

  test('hears its keys after a click on its text or next to it', async () => {
    await gallery.show('AppDialog', 'with a button that is replaced')
    await gallery.page.getByText('Two secrets stay registered.').click()
    await gallery.press('Escape')
    await expect.poll(gallery.told).toEqual(['close "key"'])
    await gallery.page.mouse.click(5, 5)
    await gallery.press('Escape')
    await expect.poll(gallery.told).toEqual(['close "key"', 'close "key"'])
  })
})
