import { describe, test } from 'vitest'
import { expect, holdFrames, useGallery } from './gallery.ts'

const gallery = useGallery()
const role = (...args: Parameters<typeof gallery.page.getByRole>) => gallery.page.getByRole(...args)

describe('the filters above a table', () => {
  test('days of a filter are numbers, and anything else asks for nothing', async () => {
    await gallery.show('FilterDays', 'usual')
    await role('textbox', { name: 'Older than' }).fill('90')
    await role('textbox', { name: 'Newer than' }).fill('0')
    await role('textbox', { name: 'Older than' }).fill('')
    await expect
      .poll(gallery.told)
      .toEqual([
        'change {"over":90,"within":null}',
        'change {"over":90,"within":null}',
        'change {"over":null,"within":null}',
      ])
  })

  // reka-ui#1501, hongymagic/react-number-input#24: a number out of its range vanished while it was typed. elastic/eui#6490,
  // enketo/enketo#1522: the wheel changed the number under the pointer.
  test('what is typed in a filter stays, with what is wrong with it, and the wheel changes nothing', async () => {
    await gallery.show('FilterDays', 'usual')
    const field = role('textbox', { name: 'Older than' })
    await field.focus()
    await gallery.press('3', '6', '5', '1')
    await expect(field).toHaveValue('3651')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription('days Enter a whole number of days from 1 to 3,650.')
    await gallery.press('Backspace')
    await expect(field).toHaveAttribute('aria-invalid', 'false')
    await field.hover()
    await gallery.page.mouse.wheel(0, 300)
    await gallery.press('End', '0')
    await expect(field).toHaveValue('3650')
    const changes = [3, 36, 365, null, 365, 3650]
    await expect
      .poll(gallery.told)
      .toEqual(changes.map((over) => `change {"over":${String(over)},"within":null}`))
  })

  test('a filter that has no chip yet is chosen from the menu, and gets one', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter', exact: true }).press('Enter')
    await role('menuitem', { name: 'Rotated' }).press('Enter')
    await role('textbox', { name: 'Older than' }).fill('90')
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Rotated: over 90 days ago' })).toBeFocused()
  })

  test('a menu that is left without a choice leaves no chip, and the focus where it was', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter', exact: true }).press('Enter')
    await role('menuitem', { name: 'Rotated' }).press('Enter')
    await expect(role('textbox', { name: 'Older than' })).toBeVisible()
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Rotated' })).toHaveCount(0)
    await expect(role('button', { name: 'Filter', exact: true })).toBeFocused()
  })

  test('Escape closes choices that were opened from the menu, even before they have the focus', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter', exact: true }).press('Enter')
    const entry = role('menuitem', { name: 'Rotated' })
    await entry.focus()
    const paint = await holdFrames(gallery.page)
    await gallery.press('Enter')
    await expect(role('textbox', { name: 'Older than' })).toBeAttached()
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Rotated' })).toHaveCount(0)
    await paint()
    await expect(role('button', { name: 'Filter', exact: true })).toBeFocused()
  })

  test('a filter is inverted before or after something is chosen', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter by Status' }).press('Enter')
    await role('checkbox', { name: 'Not: show all others' }).check()
    await role('checkbox', { name: /^Issues found/ }).check()
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Status: not Issues found' })).toBeFocused()
    await gallery.press('Enter')
    await role('checkbox', { name: 'Not: show all others' }).uncheck()
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Status: Issues found' })).toBeFocused()
  })

  test('chips are removed by their cross, by Delete, and all at once; the focus stays among them', async () => {
    await gallery.show('FilterBar', 'several set')
    await role('button', { name: /^Filter by Scope: / }).press('Delete')
    await expect(role('button', { name: 'Filter by Scope' })).toHaveCount(0)
    await expect(role('button', { name: /^Filter by Rotated: / })).toBeFocused()
    await role('button', { name: 'Clear filter Rotated' }).press('Enter')
    await expect(role('button', { name: 'Filter', exact: true })).toBeFocused()
    await role('button', { name: 'Clear all' }).press('Enter')
    await expect(role('button', { name: 'Filter by Status', exact: true })).toBeFocused()
    await expect(role('button', { name: 'Clear all' })).toHaveCount(0)
  })
})
