import { describe, expect as expectValue, test } from 'vitest'
import { lookAtPage } from '../../tools/first-look/look-at-page.mjs'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()

describe('the points of a chart', () => {
  const point = (name: string) => gallery.page.getByRole('button', { name, exact: true })
  const tip = () => gallery.page.locator('.chart-tip')

  test('are one tab stop; the arrows, Home and End go from one to the next', async () => {
    await gallery.show('ChartPoints', 'usual')
    await gallery.press('Tab')
    await expect(point('Monday')).toBeFocused()
    await gallery.press('ArrowRight')
    await expect(point('Tuesday')).toBeFocused()
    await gallery.press('End', 'ArrowRight')
    await expect(point('Wednesday')).toBeFocused()
    await gallery.press('Home')
    await expect(point('Monday')).toBeFocused()
    await expect(gallery.page.locator('.point[tabindex="0"]')).toHaveCount(1)
  })

  test('show what they mean to the keyboard and to the pointer; Escape hides it', async () => {
    await gallery.show('ChartPoints', 'usual')
    await gallery.press('Tab')
    await expect(tip()).toContainText('Monday')
    await gallery.press('Escape')
    await expect(tip()).toHaveCount(0)
    await point('Wednesday').hover()
    await expect(tip()).toContainText('Wednesday')
    await gallery.page.mouse.move(900, 700)
    await expect(tip()).toHaveCount(0)
  })

  test('are chosen by Enter and by a click, and report whether Shift was held', async () => {
    await gallery.show('ChartPoints', 'usual')
    await gallery.press('Tab', 'Enter', 'Shift+Enter')
    await point('Tuesday').click({ modifiers: ['Shift'] })
    await expect.poll(gallery.told).toEqual(['choose 0 false', 'choose 0 true', 'choose 1 true'])
    await expect(point('Tuesday')).toHaveAttribute('aria-pressed', 'true')
  })

  test('that can’t be chosen aren’t a tab stop, and still say what they mean', async () => {
    await gallery.show('ChartPoints', 'only to look at')
    await expect(gallery.page.getByRole('button')).toHaveCount(0)
    await gallery.page.locator('.point').nth(1).hover()
    await expect(tip()).toContainText('Tuesday')
  })
})

describe('a chart of ages', () => {
  test('is a picture with a name, and its numbers are in a table', async () => {
    await gallery.show('BarChart', 'usual')
    await expect(gallery.page.getByRole('img')).toHaveAccessibleName('Ages: 42 fresh, 1 due, 3 overdue.')
    const table = gallery.page.getByRole('table', { name: 'Ages' })
    const counts = await table.locator('tbody td:last-child').allInnerTexts()
    expectValue(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(47)
  })

  test('a bar chooses its class', async () => {
    await gallery.show('BarChart', 'usual')
    const bars = gallery.page.getByRole('group', { name: 'Bars of ages' })
    await bars
      .getByRole('button', { name: /, due: / })
      .first()
      .focus()
    await gallery.press('Enter')
    await expect.poll(gallery.told).toEqual(['choose "due"'])
  })

  test('draws in the colours of the theme that is on', async () => {
    await gallery.show('ChartCanvas', 'usual')
    await expect.poll(gallery.told).toContain('placed')
    const picture = () =>
      gallery.page.locator('canvas').evaluate((element) => (element as HTMLCanvasElement).toDataURL())
    const light = await picture()
    await gallery.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(picture).not.toBe(light)
    await gallery.page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(picture).toBe(light)
  })
})

describe('a chart over time', () => {
  test('Enter moves its marker A, Shift and Enter its marker B', async () => {
    await gallery.show('StepChart', 'usual')
    const points = gallery.page.getByRole('group', { name: 'Credentials over time' }).getByRole('button')
    await expect(points).toHaveCount(4)
    await expect(points.nth(0)).toHaveAccessibleName(/3 credentials, A$/)
    await expect(points.nth(3)).toHaveAccessibleName('now: 12 credentials, B')
    await gallery.press('Tab', 'ArrowRight', 'Enter', 'ArrowRight', 'Shift+Enter')
    await expect(points.nth(1)).toHaveAccessibleName(/, A$/)
    await expect(points.nth(2)).toHaveAccessibleName(/, B$/)
    await expect.poll(gallery.told).toEqual(['choose 1 "a"', 'choose 2 "b"'])
  })

  test('its table holds what its areas show', async () => {
    await gallery.show('StepChart', 'in groups, long and hostile')
    const table = gallery.page.getByRole('table', { name: 'By type' })
    await expect(table.locator('tbody tr')).toHaveCount(4)
    await expect(table.locator('tbody tr').last().locator('td').last()).toHaveText('12')
    await expect(gallery.page.getByRole('list', { name: 'Areas, from bottom to top' })).toContainText(
      'Others',
    )
  })

  test('without any point it says so', async () => {
    await gallery.show('StepChart', 'empty')
    await expect(gallery.page.getByRole('img')).toHaveAccessibleName('No points: nothing yet.')
  })
})

test('a page that is under way isn’t taken for a complete one before its progress bar becomes visible', async () => {
  await gallery.show('PageHead', 'busy')
  const bar = gallery.page.getByRole('progressbar', { includeHidden: true })
  await bar.evaluate((element) => {
    for (const animation of element.getAnimations()) {
      animation.pause()
      animation.currentTime = 0
    }
  })
  await expect(bar).toBeHidden()
  expectValue(await gallery.page.evaluate(lookAtPage)).toMatchObject({ state: 'waiting' })
})

test('the head of a page shows that something is under way, and where the page belongs', async () => {
  await gallery.show('PageHead', 'busy')
  await expect(gallery.page.getByRole('progressbar')).toHaveAccessibleName('Reading the list of secrets')
  await gallery.show('PageHead', 'busy with something else')
  await expect(gallery.page.getByRole('progressbar')).toHaveAccessibleName('Comparing')
  await gallery.show('PageHead', 'below another page')
  await expect(gallery.page.getByRole('progressbar')).toHaveCount(0)
  await expect(gallery.page.getByRole('link', { name: 'Snapshots' })).toBeVisible()
})
