import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { cell, expect, rows, savedNote, searchField, test, text } from './application.ts'
import { expectNoFault } from './axe.ts'
import { clipboardOf } from './clipboard.ts'
import { company } from './sandbox-company.ts'

const chip = (window: Page, name: string | RegExp) => window.getByRole('button', { name, exact: true })
const shownCount = async (window: Page): Promise<number> =>
  Number(await window.getByRole('grid').getAttribute('aria-rowcount')) - 1
/** The number of all credentials of the sandbox, once they have arrived. */
async function wholeCount(window: Page): Promise<number> {
  await expect.poll(() => shownCount(window)).toBe(company.credentials.length)
  return company.credentials.length
}
const views = (window: Page) => window.getByRole('list', { name: 'Views of Credentials' })
const viewButton = (window: Page, name: string) =>
  views(window).getByRole('button', { name, exact: false }).first()

/** The sum of a filter's counts. */
async function sumOf(choices: Locator): Promise<number> {
  const counts = await choices.locator('.count').allTextContents()
  return counts.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0)
}

// Text below a name was visible, but a search for it found nothing.
test('what is below a name is found, and the CSV has the same rows', async ({ open }) => {
  const { window, home, saveAs } = await open({ isSandbox: true })
  await rows(window).first().waitFor()
  await searchField(window).fill('expires each quarter')
  await expect(rows(window)).toHaveCount(1)
  await expect(rows(window)).toContainText('Read only, expires each quarter')
  const name = await cell(rows(window), 'name').locator('.name').innerText()

  const file = join(home, 'found.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  const lines = (await text(file)).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(name)
})

// The filter by type had no choice for unknown types, so that its counts didn't sum to all rows; and the counts were
// those of the whole list, whatever the search.
test('every row is counted by one type, and the counts follow the search and the other filters', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  const all = await wholeCount(window)
  const types = window.getByRole('group', { name: 'Type', exact: true })
  await chip(window, 'Filter by Type').press('Enter')
  await expect.poll(() => sumOf(types)).toBe(all)
  await window.keyboard.press('Escape')

  await searchField(window).fill('harbor')
  await expect.poll(() => shownCount(window)).toBeLessThan(all)
  const found = await shownCount(window)
  await chip(window, 'Filter by Type').press('Enter')
  await expect.poll(() => sumOf(types)).toBe(found)
  await types.getByRole('checkbox', { name: /^Docker registry/ }).press('Space')
  await expect.poll(() => sumOf(types)).toBe(found)
  await window.keyboard.press('Escape')

  const registries = await shownCount(window)
  await chip(window, 'Filter by Status').press('Enter')
  await expect.poll(() => sumOf(window.getByRole('group', { name: 'Status', exact: true }))).toBe(registries)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`rows are filtered by days, by who created them and inverted, with the keyboard alone, ${colorScheme}`, async ({
    open,
  }) => {
    const { window, home, saveAs } = await open({ isSandbox: true, colorScheme })
    const all = await wholeCount(window)

    // A column's menu opens its filter.
    await window.getByRole('columnheader', { name: 'Rotated', exact: true }).getByRole('button').focus()
    await window.keyboard.press('Alt+ArrowDown')
    await window.getByRole('menuitem', { name: 'Filter by Rotated…' }).press('Enter')
    await expect(window.getByRole('checkbox', { name: /^Rotated before/ })).toBeFocused()
    await window.keyboard.press('Tab')
    await window.keyboard.press('Tab')
    await expect(window.getByRole('textbox', { name: 'Older than' })).toBeFocused()
    await window.keyboard.type('90')
    await expectNoFault(window)
    await window.keyboard.press('Escape')
    await expect(chip(window, 'Filter by Rotated: over 90 days ago')).toBeFocused()
    await expect.poll(() => shownCount(window)).toBeLessThan(all)
    const old = await shownCount(window)

    await window.keyboard.press('Enter')
    await window.getByRole('checkbox', { name: 'Not: show all others' }).press('Space')
    await window.keyboard.press('Escape')
    await expect(chip(window, 'Filter by Rotated: not over 90 days ago')).toBeFocused()
    await expect.poll(() => shownCount(window)).toBe(all - old)

    await chip(window, 'Filter').press('Enter')
    await window.getByRole('menuitem', { name: 'Created by' }).press('Enter')
    const creators = window.getByRole('group', { name: 'Created by', exact: true })
    await expect.poll(() => sumOf(creators)).toBe(all - old)
    await creators.getByRole('checkbox').first().press('Space')
    await window.keyboard.press('Escape')
    await expect.poll(() => shownCount(window)).toBeLessThan(all - old)
    await expectNoFault(window)

    const file = join(home, `filtered-${colorScheme}.csv`)
    await saveAs(file)
    await window.keyboard.press('Control+s')
    await expect(savedNote(window, file)).toBeVisible()
    expect((await text(file)).trimEnd().split('\r\n')).toHaveLength((await shownCount(window)) + 1)

    await chip(window, 'Filter by Rotated: not over 90 days ago').press('Delete')
    await expect(window.getByRole('button', { name: /^Filter by Rotated/ })).toHaveCount(0)
    await window.setViewportSize({ width: 900, height: 600 })
    await expectNoFault(window)
    await window.getByRole('button', { name: 'Clear all' }).press('Enter')
    await expect.poll(() => shownCount(window)).toBe(all)
    await expect(chip(window, 'Filter by Type')).toBeFocused()

    // A row's menu filters by the cell that it was opened on.
    const cell = rows(window).first().locator('[data-column=type]')
    const type = (await cell.innerText()).trim()
    await cell.click({ button: 'right' })
    await window.getByRole('menuitem', { name: `Filter by “${type}”` }).press('Enter')
    await expect(chip(window, `Filter by Type: ${type}`)).toBeVisible()
  })
}

test('filters, search, sort and a changed view are there again after a restart', async ({ start }) => {
  const first = await start({ isSandbox: true })
  await rows(first.window).first().waitFor()
  await first.window
    .getByRole('columnheader', { name: /^Status/ })
    .getByRole('button')
    .click()
  await chip(first.window, 'Filter by Type').click()
  await first.window.getByRole('checkbox', { name: /^Docker registry/ }).check()
  await first.window.keyboard.press('Escape')
  await first.window.keyboard.press('Control+Shift+S')
  await expect(first.window.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await first.window.keyboard.type('Registries')
  await first.window.keyboard.press('Control+Enter')
  await expect(first.window.getByRole('heading', { name: 'Registries' })).toBeVisible()
  await searchField(first.window).fill('harbor')
  await expect(first.window.getByText('Changed since saved')).toBeVisible()
  const shown = await shownCount(first.window)
  // A search is saved after a pause, or when the window closes before that.
  await first.electron.close()
  expect(await text(join(first.userData, 'settings.json'))).toContain('"search": "harbor"')

  const { window } = await start({ isSandbox: true, home: first.home })
  await rows(window).first().waitFor()
  await expect(window.getByRole('heading', { name: 'Registries' })).toBeVisible()
  await expect(searchField(window)).toHaveValue('harbor')
  await expect(chip(window, 'Filter by Type: Docker registry')).toBeVisible()
  await expect(window.getByRole('columnheader', { name: /^Status/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await expect.poll(() => shownCount(window)).toBe(shown)
  await window.getByRole('button', { name: 'Revert' }).press('Enter')
  await expect(searchField(window)).toHaveValue('')
})

test('a view is saved, found by the palette, renamed, updated, sent as a line, added and deleted, by the keyboard alone', async ({
  start,
}) => {
  const application = await start({ isSandbox: true })
  const { window } = application
  const clipboard = await clipboardOf(application)
  const all = await wholeCount(window)
  const name = `Schlüssel \u202egnol ${'מ'.repeat(200)}`

  await chip(window, 'Filter by Type').press('Enter')
  await window.getByRole('checkbox', { name: /^Access key/ }).press('Space')
  await window.keyboard.press('Escape')
  await window.keyboard.press('Control+Shift+S')
  const field = window.getByRole('textbox', { name: 'Name' })
  await expect(field).toBeFocused()
  await window.keyboard.press('Control+Enter')
  await expect(window.getByText('Enter a name.')).toBeVisible()
  await expectNoFault(window)
  await window.keyboard.insertText(name)
  await window.keyboard.press('Control+Enter')
  await expect(viewButton(window, 'Schlüssel')).toContainText('⟨U+202E⟩')
  await expect(viewButton(window, 'Schlüssel')).toHaveAttribute('aria-current', 'page')
  const keys = await shownCount(window)
  await expect(views(window).locator('.count')).toHaveText([String(keys)])
  await expectNoFault(window)

  // The page itself has all rows again, and the palette leads back to the view.
  await window.getByRole('link', { name: /^Credentials/ }).press('Enter')
  await expect(chip(window, 'Filter by Type: Access key')).toBeVisible()
  await window.getByRole('button', { name: 'Clear all' }).press('Enter')
  await expect.poll(() => shownCount(window)).toBe(all)
  await window.keyboard.press('Control+K')
  await window.keyboard.insertText('schlüssel')
  await expect(window.getByRole('option', { name: /U\+202E/ })).toHaveAttribute('aria-selected', 'true')
  await window.keyboard.press('Enter')
  await expect.poll(() => shownCount(window)).toBe(keys)

  // Changes are saved to the view.
  await searchField(window).fill('a')
  await expect(window.getByText('Changed since saved')).toBeVisible()
  await window.getByRole('button', { name: 'Update view' }).press('Enter')
  await expect(window.getByText('Changed since saved')).toHaveCount(0)
  const updated = await shownCount(window)

  const menuOf = async (entry: string) => {
    await viewButton(window, 'Schlüssel').focus()
    await window.keyboard.press('Shift+F10')
    await expectNoFault(window)
    await window.getByRole('menuitem', { name: entry }).press('Enter')
  }
  await menuOf('Copy view as text')
  await expect.poll(clipboard).toContain('credenza-view/1 {"name":"Schlüssel \\u202egnol')
  const line = await clipboard()
  await menuOf('Rename view…')
  await window.getByRole('textbox', { name: 'Name' }).fill('Keys')
  await window.keyboard.press('Enter')
  await expect(viewButton(window, 'Keys')).toBeFocused()
  await expect(window.getByRole('heading', { name: 'Keys' })).toBeVisible()

  // The line becomes a new view. An invalid line is refused with the reason.
  await window.keyboard.press('Control+K')
  await window.keyboard.insertText('add view')
  await expect(window.getByRole('option', { name: /^Add view from text/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await window.keyboard.press('Enter')
  await window.keyboard.insertText('{"name":"Keys"}')
  await expect(window.getByText('This isn’t a view.')).toBeVisible()
  await expectNoFault(window)
  const long = { name: 'Long', search: `${'x'.repeat(59)}🚀`, filters: [], columns: ['name'] }
  const longLine = JSON.stringify({ ...long, sort: { column: 'name', descending: false } })
  await window.getByRole('textbox', { name: 'Line' }).fill(`credenza-view/1 ${longLine}`)
  await expect(window.getByRole('dialog')).toContainText(`1 column, searches “${'x'.repeat(59)}…”.`)
  await window.getByRole('textbox', { name: 'Line' }).fill(line)
  await window.keyboard.press('Control+Enter')
  await expect(views(window).getByRole('listitem')).toHaveCount(2)
  await expect.poll(() => shownCount(window)).toBe(updated)

  // In a narrow window the left menu has no names, so that the views are next to the title.
  await window.setViewportSize({ width: 900, height: 600 })
  await expect(views(window)).toHaveCount(0)
  const narrow = window.getByRole('button', { name: 'Views', exact: true })
  await narrow.press('Enter')
  await expectNoFault(window)
  await window.getByRole('menuitemcheckbox', { name: 'All credentials' }).press('Enter')
  await expect(window.getByRole('heading', { name: 'Credentials', exact: true })).toBeVisible()
  await expect(narrow).toBeFocused()
  await narrow.press('Enter')
  await expect(window.getByRole('menu').locator(':focus')).toHaveCount(1)
  await window.keyboard.press('k')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Keys' })).toBeVisible()
  await narrow.press('Enter')
  await expect(window.getByRole('menuitem', { name: 'Rename view…' })).toBeVisible()
  await expect(window.getByRole('menu').locator(':focus')).toHaveCount(1)
  await window.keyboard.press('s')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: /^Schlüssel/ })).toBeVisible()
  await window.setViewportSize({ width: 1280, height: 800 })
  await expect(narrow).toHaveCount(0)

  await menuOf('Delete view…')
  await expect(window.getByRole('alertdialog')).toContainText('Credentials stay as they are.')
  await expectNoFault(window)
  await window.keyboard.press('Control+Enter')
  await expect(views(window).getByRole('listitem')).toHaveCount(1)
  await expect.poll(() => shownCount(window)).toBe(all)
})

test('a view of columns and filters that are gone says so, and shows the rest', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await rows(window).first().waitFor()
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Add view from text…' }).click()
  const filters = [
    { field: 'type', isNot: true, keys: ['password'], over: null, within: null },
    { field: 'flavour', isNot: false, keys: ['sour'], over: null, within: null },
  ]
  const view = { name: 'From next year', search: '', filters, columns: ['name', 'colour', 'scope'] }
  const line = `credenza-view/1 ${JSON.stringify({ ...view, sort: { column: 'colour', descending: false } })}`
  await window.getByRole('textbox', { name: 'Line' }).fill(line)
  await expect(window.getByRole('dialog')).toContainText('2 filters, 3 columns.')
  await window.getByRole('button', { name: 'Add view' }).click()
  await expect(window.getByText(/1 column of this view isn’t available \(“colour”\)/)).toBeVisible()
  await expect(window.getByText(/“flavour”\), so it shows more than it was saved for/)).toBeVisible()
  await expect(chip(window, 'Filter by Type: not Username and password')).toBeVisible()
  await expect(window.getByRole('columnheader')).toHaveText(['', 'Credential', 'Scope'])
  await expectNoFault(window)
  await window.getByRole('button', { name: 'Dismiss the note about the view' }).click()
  await expect(window.getByText(/isn’t available/)).toHaveCount(0)
})
