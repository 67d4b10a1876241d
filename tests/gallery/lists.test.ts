import { describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const focusedRow = () =>
  gallery.page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('data-uid') ?? '')
const focusedColumn = () =>
  gallery.page.evaluate(
    () => document.activeElement?.closest('[data-column]')?.getAttribute('data-column') ?? '',
  )
const bodyRows = () => gallery.page.locator('[role=row][data-uid]')

describe('a grid', () => {
  test('holds only the rows near the view, and says how many there are', async () => {
    await gallery.show('DataGrid', 'many rows')
    await expect(gallery.page.getByRole('grid', { name: 'Credentials' })).toHaveAttribute(
      'aria-rowcount',
      '10001',
    )
    await expect(bodyRows().first()).toBeVisible()
    expectValue(await bodyRows().count()).toBeLessThan(60)
    await gallery.page.getByRole('grid').evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect(gallery.page.locator('[data-uid=u9999]')).toBeVisible()
    await expect(gallery.page.locator('[data-uid=u9999]')).toHaveAttribute('aria-rowindex', '10001')
    expectValue(await bodyRows().count()).toBeLessThan(60)
  })

  test('is one tab stop; the arrows, Home, End and the pages move over its cells', async () => {
    await gallery.show('DataGrid', 'many rows')
    await expect(bodyRows().first()).toBeVisible()
    await gallery.press('Tab')
    await expect.poll(focusedRow).toBe('u0')
    await gallery.press('ArrowDown', 'ArrowRight')
    await expect.poll(async () => [await focusedRow(), await focusedColumn()]).toEqual(['u1', 'type'])
    await gallery.press('End')
    await expect.poll(focusedColumn).toBe('uid')
    await gallery.press('Home')
    await expect.poll(focusedColumn).toBe('name')
    await gallery.press('Control+End')
    await expect.poll(async () => [await focusedRow(), await focusedColumn()]).toEqual(['u9999', 'uid'])
    await gallery.press('PageUp')
    await expect.poll(focusedRow).not.toBe('u9999')
    await gallery.press('Control+Home')
    await expect.poll(focusedRow).toBe('u0')
    await expect(gallery.page.locator('[role=grid] [tabindex="0"]')).toHaveCount(1)
  })

  test('the focus stays with its row while that is scrolled out of sight', async () => {
    await gallery.show('DataGrid', 'many rows')
    await bodyRows().nth(2).getByRole('gridcell').first().focus()
    await gallery.page.getByRole('grid').evaluate((element) => element.scrollTo(0, 100_000))
    await expect(gallery.page.locator('[data-uid=u2943]')).toBeAttached()
    await expect.poll(() => focusedRow()).toBe('u2')
    await gallery.press('ArrowDown')
    await expect.poll(focusedRow).toBe('u3')
    await expect(gallery.page.locator('[data-uid=u3]')).toBeInViewport()
  })

  test('its heads sort, by the pointer and by the keyboard', async () => {
    await gallery.show('DataGrid', 'many rows')
    const head = (name: string) => gallery.page.getByRole('columnheader', { name })
    await expect(head('Credential')).toHaveAttribute('aria-sort', 'ascending')
    await head('Credential').getByRole('button').click()
    await expect(head('Credential')).toHaveAttribute('aria-sort', 'descending')
    await gallery.press('ArrowRight', 'Enter')
    await expect(head('Type')).toHaveAttribute('aria-sort', 'ascending')
    await expect(head('Credential')).toHaveAttribute('aria-sort', 'none')
    await expect.poll(gallery.told).toEqual(['sort "name"', 'sort "type"'])
  })

  test('Enter acts on a cell, a double click opens a row, the keys copy, and a menu can be asked for', async () => {
    await gallery.show('DataGrid', 'many rows')
    const cell = gallery.page.locator('[data-uid=u1] [data-column=type]')
    await cell.focus()
    // The second one is with Caps Lock.
    await gallery.press('Enter', 'Control+c', 'Control+C')
    const copied = 'copy "u1" "type"'
    await expect.poll(gallery.told).toEqual(['activate "u1" "type"', copied, copied])
    await cell.click({ button: 'right' })
    await cell.dblclick()
    await expect
      .poll(gallery.told)
      .toEqual(['activate "u1" "type"', copied, copied, 'menu "u1"', 'open "u1"'])
  })

  // Comcast/react-data-grid#3683: a text that was selected elsewhere was copied instead of the cell.
  test('the keys copy the cell with the focus, also if a text elsewhere is still selected', async () => {
    await gallery.show('DataGrid', 'many rows')
    const cell = gallery.page.locator('[data-uid=u1] [data-column=type]')
    await cell.focus()
    await cell.evaluate((element) => getSelection()?.selectAllChildren(element))
    await gallery.press('Control+c')
    await gallery.press('ArrowDown', 'Control+c')
    await expect.poll(gallery.told).toEqual(['copy "u2" "type"'])
  })

  test('rows on their way say so, and their number is unknown', async () => {
    await gallery.show('DataGrid', 'busy')
    const grid = gallery.page.getByRole('grid', { name: 'Busy' })
    await expect(grid).toHaveAttribute('aria-rowcount', '-1')
    // JAWS doesn't read what is busy, and the rows that are there can be read.
    await expect(grid).not.toHaveAttribute('aria-busy')
    await expect(bodyRows().first()).toHaveAttribute('aria-busy', 'true')
  })

  test('an empty one still has its head as a tab stop', async () => {
    await gallery.show('DataGrid', 'empty')
    await gallery.press('Tab')
    await expect(gallery.page.getByRole('button', { name: 'Credential' })).toBeFocused()
  })
})

describe('a grid with boxes', () => {
  const ticked = (text: string) => expect(gallery.page.getByText(text, { exact: true })).toBeVisible()
  const box = (uid: string) => gallery.page.locator(`[data-uid=${uid}] [role=gridcell]`).first()

  test('ticks by a click on a box, and a range by Shift', async () => {
    await gallery.show('DataGrid', 'with boxes')
    await box('u1').click()
    await box('u3').click({ modifiers: ['Shift'] })
    await ticked('3 ticked: u1 u2 u3')
    await expect(gallery.page.locator('[data-uid=u2]')).toHaveAttribute('aria-selected', 'true')
    await box('u2').click()
    await ticked('2 ticked: u1 u3')
  })

  test('ticks by Space, a range by Shift and the arrows, all by Control and A; Escape unticks', async () => {
    await gallery.show('DataGrid', 'with boxes')
    await box('u0').focus()
    await gallery.press('Space')
    await ticked('1 ticked: u0')
    await gallery.press('Shift+ArrowDown')
    await expect.poll(focusedRow).toBe('u1')
    await gallery.press('Shift+ArrowDown')
    await ticked('3 ticked: u0 u1 u2')
    await gallery.press('Shift+ArrowUp')
    await ticked('2 ticked: u0 u1')
    await gallery.press('Control+a')
    await ticked('6 ticked: u0 u1 u2 u3 u4 u5')
    await gallery.press('Escape')
    await ticked('0 ticked:')
  })

  test('the box of its head ticks all, and shows when some are', async () => {
    await gallery.show('DataGrid', 'with boxes')
    const all = gallery.page.getByRole('checkbox', { name: 'Select all shown' })
    await box('u4').click()
    await expect(all).toHaveAttribute('aria-checked', 'mixed')
    await all.click()
    await expect(all).toHaveAttribute('aria-checked', 'true')
    await all.click()
    await ticked('0 ticked:')
  })
})

describe('a tree', () => {
  const tree = () => gallery.page.getByRole('tree', { name: 'Scope' })
  const active = async () => {
    const id = await tree().getAttribute('aria-activedescendant')
    return gallery.page.locator(`[id="${id ?? ''}"] .name`).innerText()
  }

  test('has only the nodes near the view, and each knows its place', async () => {
    await gallery.show('ScopeTree', 'many')
    const nodes = gallery.page.getByRole('treeitem')
    await expect(nodes.first()).toHaveAttribute('aria-expanded', 'true')
    expectValue(await nodes.count()).toBeLessThan(40)
    await expect(nodes.nth(1)).toHaveAttribute('aria-setsize', '2001')
    await expect(nodes.nth(1)).toHaveAttribute('aria-posinset', '1')
  })

  test('is one tab stop in which the arrows, Home, End and letters move', async () => {
    await gallery.show('ScopeTree', 'many')
    await gallery.press('Tab')
    await expect(tree()).toBeFocused()
    await gallery.press('ArrowDown')
    await expect.poll(active).toBe('research')
    await gallery.press('End')
    await expect.poll(active).toMatch(/^p\d+$/)
    await gallery.press('Home')
    await expect.poll(active).toBe('prod-eu-1')
    await gallery.press('r')
    await expect.poll(active).toBe('research')
  })

  test('the arrows close and open its root', async () => {
    await gallery.show('ScopeTree', 'many')
    const root = gallery.page.getByRole('treeitem').first()
    await tree().focus()
    await gallery.press('ArrowLeft')
    await expect(root).toHaveAttribute('aria-expanded', 'false')
    await expect(gallery.page.getByRole('treeitem')).toHaveCount(1)
    await gallery.press('ArrowRight')
    await expect(root).toHaveAttribute('aria-expanded', 'true')
  })

  test('Enter and a click choose; what can’t be chosen says why', async () => {
    await gallery.show('ScopeTree', 'many')
    await tree().focus()
    await gallery.press('Enter')
    await gallery.page.getByRole('treeitem', { name: /^p0/ }).click()
    await expect(gallery.page.getByRole('treeitem', { name: /^p0/ })).toHaveAttribute('aria-selected', 'true')
    await expect.poll(gallery.told).toEqual(['choose "prod-eu-1"', 'choose "p0"'])
    const refused = gallery.page.getByRole('treeitem', { name: /research/ })
    await expect(refused).toHaveAttribute('aria-disabled', 'true')
    await expect(refused).toContainText('You may not write there.')
  })
})

describe('a long list', () => {
  test('holds only what is near the view, and the keys scroll it', async () => {
    await gallery.show('VirtualList', 'many')
    const list = gallery.page.getByRole('list', { name: 'Namespaces' })
    await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '50000')
    expectValue(await list.getByRole('listitem').count()).toBeLessThan(40)
    await gallery.press('Tab')
    await expect(list).toBeFocused()
    await gallery.press('End')
    await expect(gallery.page.getByText('runai-project-49999', { exact: true })).toBeVisible()
    expectValue(await list.getByRole('listitem').count()).toBeLessThan(40)
  })
})

test('of a long command the first lines are shown until all are asked for', async () => {
  const place = await gallery.show('KubectlBlock', 'many lines')
  await expect(place.locator('.line')).toHaveCount(60)
  await expect(place.getByText('142 more lines')).toBeVisible()
  await place.getByRole('button', { name: 'Show all' }).click()
  await expect(place.locator('.line')).toHaveCount(202)
  await expect(place.getByText('more line')).toHaveCount(0)
})
