import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { rows } from '../../e2e/application.ts'
import { resize } from '../interactions.ts'

/** One use of the table: what is done, and how long its work may continue afterwards, in milliseconds. */
interface Use {
  name: string
  act: () => Promise<void>
  rest: number
}

/** What a person does with the table, in an order in which each step prepares the next. */
export function usesOf(window: Page): Use[] {
  const grid = window.getByRole('grid')
  const search = window.getByRole('textbox', { name: /^Search/ }).first()
  const head = (name: string) => grid.getByRole('columnheader', { name }).getByRole('button').first()
  const keyboard = window.keyboard
  const row = (at: number) => rows(window).nth(at)
  const use = (name: string, act: () => Promise<unknown>, rest = 1500): Use => ({
    name,
    rest,
    act: async () => void (await act()),
  })
  return [
    use('search: “harbor” typed', async () => {
      await search.click()
      await keyboard.type('harbor', { delay: 70 })
    }),
    use('search: a name that few have', () => search.fill('checkpoints 04 vision')),
    use('search: nothing found', () => search.fill('nothing like it')),
    use('search: emptied', () => search.fill('')),
    use('sort by Kubernetes name', () => head('Kubernetes name').click()),
    use('sort by Scope', () => head('Scope').click()),
    use('sort by Scope, the other way', () => head('Scope').click()),
    use('sort by Credential', () => head('Credential').click()),
    use('leap: Ctrl+End, Ctrl+Home', async () => {
      await row(3).locator('[data-column=type]').focus()
      for (const key of ['Control+End', 'Control+Home', 'Control+End', 'Control+Home']) {
        await keyboard.press(key)
        await wait(200)
      }
    }),
    use('leap: 20 of the scroll bar', () => leap(window)),
    use('open the filter of scopes', async () => {
      await window.getByRole('button', { name: 'Filter by Scope' }).click()
      await wait(500)
      await keyboard.press('Escape')
    }),
    use('filter by status', async () => {
      await window.getByRole('button', { name: 'Filter by Status' }).click()
      await window.getByRole('group', { name: 'Status' }).getByText('No issues').click()
      await keyboard.press('Escape')
    }),
    use('filters cleared', () => window.getByRole('button', { name: 'Clear all' }).click()),
    use('open the details', () => row(2).locator('[data-column=type]').click()),
    use('close the details', () => keyboard.press('Escape')),
    use('resize a column: 60 moves', () => resize(window)),
    use('select all: Ctrl+A', async () => {
      await row(3).locator('[data-column=type]').focus()
      await keyboard.press('Control+a')
    }),
    use('select none: Escape', () => keyboard.press('Escape')),
    use('select a range to the end: Shift click', () => selectToEnd(window)),
    use('search with all selected', () => search.fill('harbor')),
    use('… emptied', () => search.fill('')),
    use('selection cleared', async () => {
      await row(3).locator('[data-column=type]').focus()
      await keyboard.press('Escape')
    }),
    use('palette: opened', () => keyboard.press('Control+k')),
    use('palette: “harbor” typed', () => keyboard.type('harbor', { delay: 70 }), 2500),
    use('palette: closed', () => keyboard.press('Escape')),
  ]
}

/** Clicks the checkbox of a row at the start, then with Shift that of one at the end. */
async function selectToEnd(window: Page): Promise<void> {
  const grid = window.getByRole('grid')
  const { x, y, height } = (await grid.boundingBox()) ?? { x: 0, y: 0, height: 0 }
  await window.mouse.click(x + 27, y + 100)
  await grid.evaluate((element) => void ((element as unknown as { scrollTop: number }).scrollTop = 1e9))
  await wait(400)
  await window.keyboard.down('Shift')
  await window.mouse.click(x + 27, y + height - 100)
  await window.keyboard.up('Shift')
}

/** Moves the scroll bar like a person dragging it. */
async function leap(window: Page): Promise<void> {
  const grid = window.getByRole('grid')
  for (let step = 1; step <= 20; step += 1) {
    const share = ((step * 7) % 20) / 20
    await grid.evaluate((element, part) => {
      const box = element as unknown as { scrollTop: number; scrollHeight: number }
      box.scrollTop = box.scrollHeight * part
    }, share)
    await wait(50)
  }
  await grid.evaluate((element) => void ((element as unknown as { scrollTop: number }).scrollTop = 0))
}
