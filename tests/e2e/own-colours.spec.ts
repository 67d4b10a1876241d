import type { Locator, Page } from '@playwright/test'
import { expect, rowOf, rows, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { visitOverTheList } from './over-the-list.ts'

/** The system color for a name such as `Highlight` in the user's theme. */
const systemColour = (window: Page, name: string): Promise<string> =>
  window.evaluate((colour) => {
    const probe = document.createElement('i')
    probe.style.color = colour
    document.body.append(probe)
    const found = getComputedStyle(probe).color
    probe.remove()
    return found
  }, name)
const outline = (element: Locator): Promise<string> =>
  element.evaluate((node) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node)
    return `${outlineStyle} ${outlineWidth} ${outlineColor}`
  })

test('in forced colours, lines show the focus and the selection, and axe finds no fault', async ({
  open,
}) => {
  const { window } = await open({ isSandbox: true })
  await window.emulateMedia({ forcedColors: 'active' })
  await rowOf(window, 'Artifactory pull').first().waitFor()
  const highlight = await systemColour(window, 'Highlight')
  await expectNoFault(window)

  const cell = rowOf(window, 'Artifactory pull').first().locator('[data-column=type]')
  await cell.focus()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('ArrowUp')
  await expect(cell).toBeFocused()
  expect(await outline(cell)).toBe(`solid 2px ${highlight}`)
  await window.keyboard.press('Enter')
  const current = rows(window).and(window.locator('[aria-current=true]'))
  await expect(current).toHaveCount(1)
  expect(await outline(current)).toBe(`solid 2px ${highlight}`)
  await expectNoFault(window)
  await window.keyboard.press('Escape')
  // What Enter would run is told by a ground, and by nothing else.
  await window.keyboard.press('Control+k')
  const option = window.getByRole('option', { selected: true })
  await expect(option).toHaveCount(1)
  expect(await outline(option)).toBe(`solid 2px ${highlight}`)
  await window.keyboard.press('Escape')
  await visitOverTheList(window, () => expectNoFault(window))

  for (const page of ['Secrets', 'Snapshots', 'Activity', 'Settings']) {
    const link = window.getByRole('link', { name: page })
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
    await expectNoFault(window)
  }
  await window.emulateMedia({ forcedColors: 'none' })
})

test('with reduced motion, nothing slides, fades or runs', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await rowOf(window, 'Artifactory pull').first().locator('[data-column=name]').click()
  await expect(window.getByRole('region', { name: 'Artifactory pull' })).toBeVisible()
  await window.keyboard.press('Control+Shift+D')
  const running = await window.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      )
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0)
      .map((animation) => (animation as CSSAnimation).animationName),
  )
  expect(running).toEqual([])
  await window.emulateMedia({ reducedMotion: null })
})
