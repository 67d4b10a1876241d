import { describe, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const role = (...args: Parameters<typeof gallery.page.getByRole>) => gallery.page.getByRole(...args)

describe('a date of expiry', () => {
  const date = () => gallery.page.getByLabel('Expires on')

  // vuestorefront/storefront-ui#1677, SchwarzIT/onyx#6085 and Pikaday/Pikaday#696: the first digit of a year is a year too,
  // and what became of it was written over the field.
  test('is typed digit by digit, and changed in the same way', async () => {
    const year = new Date().getFullYear() + 1
    await gallery.show('ExpiryField', 'empty')
    await date().focus()
    // The twelfth of December, whichever comes first.
    await gallery.page.keyboard.type(`1212${year}`)
    await expect(date()).toHaveValue(`${year}-12-12`)
    await expect(role('status')).toHaveText(`${year}-12-12`)
    // Another digit would still belong to this year.
    await gallery.press('ArrowLeft', 'ArrowRight')
    await gallery.page.keyboard.type(String(year + 1))
    await expect(role('status')).toHaveText(`${year + 1}-12-12`)
    await gallery.press('Backspace')
    await expect(role('status')).toHaveText('')
    await expect(date()).toHaveAttribute('aria-invalid', 'true')
    await gallery.page.keyboard.type(String(year))
    await expect(role('status')).toHaveText(`${year}-12-12`)
  })

  test('is taken from a value, and cleared again, also after a part was typed', async () => {
    await gallery.show('ExpiryField', 'with a proposal, hostile')
    await date().focus()
    await gallery.press('1')
    await role('button', { name: 'Use it' }).click()
    await expect(date()).toHaveValue(/^\d{4}-\d\d-\d\d$/)
    await expect(date()).toHaveAttribute('aria-invalid', 'false')
    await role('button', { name: 'Clear' }).click()
    await expect(date()).toHaveValue('')
  })
})
