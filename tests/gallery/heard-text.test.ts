import { expect as expectValue, test } from 'vitest'
import { recordAnnouncements } from '../e2e/announcements.ts'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()

test('rows that can’t be matched are heard when there are some, and not again when their number changes', async () => {
  const place = await gallery.show('CompareNotes', 'usual')
  const { page } = gallery
  const told = await recordAnnouncements(page)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await press('A row arrives')
  await expect(place.getByText('3 rows in B')).toBeVisible()
  await press('A row arrives')
  await expect(place.getByText('4 rows in B')).toBeVisible()
  expectValue(await told()).toEqual([])
  await press('A row without a name arrives')
  await expect(place.getByText('1 row in A')).toBeVisible()
  await expect.poll(async () => (await told()).join(' ')).toContain('1 row in A')
})

test('what was found is heard after the last letter, and not again when rows come and go', async () => {
  const place = await gallery.show('HeardText', 'usual')
  const { page } = gallery
  await page.clock.install({ time: 0 })
  await page.clock.pauseAt(600_000)
  const told = await recordAnnouncements(page)
  const search = page.getByRole('textbox', { name: 'Search' })
  for (const letter of 'harb') {
    await search.press(letter)
    await page.clock.runFor(400)
  }
  expectValue(await told()).toEqual([])
  await page.clock.runFor(100)
  await expect(place.getByText('4 found')).toBeAttached()
  expectValue(await told()).toEqual(['4 found'])
  await page.clock.runFor(100)

  await page.getByRole('button', { name: 'A row arrives' }).click()
  await expect(place.getByText('5 found')).toBeAttached()
  await search.press('o')
  await page.clock.runFor(500)
  await expect(place.getByText('6 found')).toBeAttached()
  expectValue(await told()).toEqual(['4 found', '6 found'])
  await page.clock.runFor(100)

  await search.press('Backspace')
  await search.press('x')
  await page.clock.runFor(500)
  await expect.poll(told).toEqual(['4 found', '6 found', '6 found'])

  await search.fill('')
  await page.clock.runFor(600)
  await expect(place.locator('p.visually-hidden')).toHaveText('')
  await expect(place.locator('p.visually-hidden')).toHaveAttribute('aria-live', 'off')
})
