import { describe, test } from 'vitest'
import { expect, holdFrames, useGallery } from './gallery.ts'

const gallery = useGallery()
const role = (...args: Parameters<typeof gallery.page.getByRole>) => gallery.page.getByRole(...args)

describe('the filters above a table', () => {
  test('days of a filter are numbers, and anything else asks for nothing', async () => {
    await gallery.show('FilterDays', 'usual')
    await role('spinbutton', { name: 'Older than' }).fill('90')
    await role('spinbutton', { name: 'Newer than' }).fill('0')
    await role('spinbutton', { name: 'Older than' }).fill('')
    await expect
      .poll(gallery.told)
      .toEqual([
        'change {"over":90,"within":null}',
        'change {"over":90,"within":null}',
        'change {"over":null,"within":null}',
      ])
  })

  test('a filter that has no chip yet is chosen from the menu, and gets one', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter', exact: true }).press('Enter')
    await role('menuitem', { name: 'Rotated' }).press('Enter')
    await role('spinbutton', { name: 'Older than' }).fill('90')
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Rotated: over 90 days ago' })).toBeFocused()
  })

  test('a menu that is left without a choice leaves no chip, and the focus where it was', async () => {
    await gallery.show('FilterBar', 'usual')
    await role('button', { name: 'Filter', exact: true }).press('Enter')
    await role('menuitem', { name: 'Rotated' }).press('Enter')
    await expect(role('spinbutton', { name: 'Older than' })).toBeVisible()
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
    await expect(role('spinbutton', { name: 'Older than' })).toBeAttached()
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
