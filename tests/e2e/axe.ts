import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect, type Page } from '@playwright/test'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a screen reader or poor eyes would find at fault in what the page shows now, by every rule of axe or by these. */
export async function findFaults(window: Page, rules?: string[]): Promise<AxeResults['violations']> {
  // Once per page: axe is large, and evaluating it takes longer than many a check.
  if (await window.evaluate(() => !('axe' in globalThis))) await window.evaluate(source)
  await untilStill(window)
  return window.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
    // What is in order is not described: no one reads it, and it takes most of the time.
    return (await axe.run({ resultTypes: ['violations'], ...(only && { runOnly: only }) })).violations
  }, rules)
}

/** Fails where a screen reader or poor eyes would find a fault in what the window shows now, by every rule of axe. */
export async function expectNoFault(window: Page, rules?: string[]): Promise<void> {
  const violations = await findFaults(window, rules)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}

/**
 * The same in the light theme and in the dark one, and the window is light again afterwards. The elements are the same in
 * both, so that in the dark only the rules about colours are asked.
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

/** Waits until what appears has appeared: nothing moves or fades but what does so forever, as a spinner. */
const untilStill = (window: Page): Promise<void> =>
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
      // What is made in steps of a frame each, and what these steps set in motion.
      for (let frame = 0; frame < 3; frame += 1) await nextFrame()
    } while (moving().length > 0)
  })
