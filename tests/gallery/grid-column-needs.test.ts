import { expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()

// Measuring held up the rows that came in next.
test('columns are measured once all rows are there, or after a second of waiting for more', async () => {
  await gallery.show('LaidOutGrid', 'columns and density')
  const { page } = gallery
  // They have been measured once.
  const registry = page.locator('[data-uid=u0] [data-column=registry] .cut')
  await expect.poll(() => registry.evaluate((text) => text.scrollWidth <= text.clientWidth)).toBe(true)
  await page.clock.install({ time: 0 })
  await page.clock.pauseAt(600_000)
  const grid = await page.getByRole('grid').elementHandle()
  const measured = await grid.evaluateHandle((element) => {
    const columns = { count: 0 }
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if ((node as Element).className === 'measure') columns.count += 1
    }).observe(element, { childList: true })
    return columns
  })
  const count = () => measured.evaluate((columns) => columns.count)
  const toggle = page.getByRole('button', { name: 'More rows come in' })
  await toggle.click()
  await page.clock.runFor(900)
  await toggle.click()
  await page.clock.runFor(100)
  expectValue(await count()).toBe(0)
  await page.clock.runFor(100)
  expectValue(await count()).toBe(4)
  await toggle.click()
  await page.clock.runFor(1200)
  expectValue(await count()).toBe(8)
})
