import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect, type Page } from '@playwright/test'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Accessibility violations in what the page shows now, by all axe rules or by these. */
export async function findFaults(window: Page, rules?: string[]): Promise<AxeResults['violations']> {
  // Once per page: axe is large, and evaluating it takes longer than many checks.
  if (await window.evaluate(() => !('axe' in globalThis))) await window.evaluate(source)
  await untilStill(window)
  return window.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
    // Passed rules aren't described, which would take most of the time.
    return (await axe.run({ resultTypes: ['violations'], ...(only && { runOnly: only }) })).violations
  }, rules)
}

/** Fails on accessibility violations in what the window shows now, by all axe rules. */
export async function expectNoFault(window: Page, rules?: string[]): Promise<void> {
  const violations = await findFaults(window, rules)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}

/**
 * The same in the light and the dark theme. Afterwards the window is light again. The elements are the same in both, so
 * that the dark theme is only checked for color rules.
 */
export async function expectNoFaultInBothThemes(window: Page): Promise<void> {
  await expect(window.locator('html[data-theme=light]')).toHaveCount(1)
  await expectNoFault(window)
  await window.emulateMedia({ colorScheme: 'dark' })
  await expect(window.locator('html[data-theme=dark]')).toHaveCount(1)
  await expectNoFault(window, ['color-contrast', 'link-in-text-block'])
  await window.emulateMedia({ colorScheme: 'light' })
  await expect(window.locator('html[data-theme=light]')).toHaveCount(1)
}

/** Waits until nothing moves or fades, except endless animations such as spinners. */
export const untilStill = (window: Page): Promise<void> =>
  window.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        )
    do {
      await Promise.all(moving().map(({ finished }) => finished.catch(() => undefined)))
      // Rendering in steps of one frame each, and what those trigger.
      for (let frame = 0; frame < 3; frame += 1) await nextFrame()
    } while (moving().length > 0)
  })
