import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from '@playwright/test'
import { rows } from '../e2e/application.ts'
import { readPageProbe, startPageProbe } from './page-probe.ts'

/** One use of the table over all rows. */
export interface Interaction {
  name: string
  /** Milliseconds between consecutive frames during it. */
  frames: number[]
  /** Longest time in which the window's event loop was blocked, in milliseconds. */
  longestBlock: number
  /** Longest single task of the window, in milliseconds. 0 if none took 50. */
  longestTask: number
  /** From the last input until the page's last change was painted. */
  settled: number | null
}

/** Scrolls, searches, sorts and opens things, one after the other, and restores the table. */
export async function interact(window: Page, expected: number): Promise<Interaction[]> {
  const grid = window.getByRole('grid')
  const search = window.getByRole('textbox', { name: /search/i }).first()
  const head = (name: string) => grid.getByRole('columnheader', { name }).getByRole('button')
  const wheel = async (steps: number, by: number) => {
    for (let step = 0; step < steps; step++) {
      await window.mouse.wheel(0, by)
      await wait(16)
    }
  }

  async function measure(name: string, act: () => Promise<void>, rest = 600): Promise<Interaction> {
    await window.evaluate(startPageProbe, { expected, opening: false })
    await act()
    await wait(rest)
    const { frames, longestBlock, longestTask, settled } = await window.evaluate(readPageProbe)
    await wait(100)
    return { name, frames, longestBlock, longestTask, settled }
  }

  await grid.hover()
  const results = [
    await measure('scroll: 80 wheel steps of 240', () => wheel(80, 240), 200),
    await measure('scroll: 20 leaps of 12,000', () => wheel(20, 12_000), 200),
    await measure('scroll back up: 20 leaps', () => wheel(20, -60_000), 200),
  ]
  await search.click()
  results.push(
    await measure('search: “harbor”, typed', () => search.pressSequentially('harbor', { delay: 70 })),
  )
  results.push(await measure('search: emptied', () => search.fill('')))
  results.push(await measure('palette: opened', () => window.keyboard.press('Control+k')))
  results.push(
    await measure('palette: “harbor”, typed', () => window.keyboard.type('harbor', { delay: 70 }), 1500),
  )
  await window.keyboard.press('Escape')
  for (const column of ['Kubernetes name', 'Scope', 'Credential']) {
    results.push(await measure(`sort by ${column}`, () => head(column).click()))
  }
  results.push(await measure('resize a column: 60 moves of the pointer', () => resize(window)))
  const opened: [name: string, by: Locator][] = [
    ['filter of scopes: opened', window.getByRole('button', { name: 'Filter by Scope' })],
    ['details: opened', rows(window).nth(2).locator('[data-column=type]')],
  ]
  for (const [name, by] of opened) {
    results.push(await measure(name, () => by.click()))
    await window.keyboard.press('Escape')
  }
  return results
}

/** Drags the edge of a column back and forth, and restores the table. */
export async function resize(window: Page): Promise<void> {
  const head = window.getByRole('grid').getByRole('columnheader', { name: 'Type' })
  const { x, y, width, height } = (await head.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await window.mouse.move(x + width, y + height / 2)
  await window.mouse.down()
  for (let step = 1; step <= 60; step += 1) {
    await window.mouse.move(x + width + 120 * Math.sin((step / 60) * 2 * Math.PI), y + height / 2)
    await wait(16)
  }
  await window.mouse.up()
}
