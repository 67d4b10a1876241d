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
  await markAlike(window)
  return window.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const context = { include: [['html']], exclude: [['[data-alike]']] }
    // Passed rules aren't described, which would take most of the time.
    const options: RunOptions = { resultTypes: ['violations'], ...(only && { runOnly: only }) }
    return (await axe.run(context, options)).violations
  }, rules)
}

interface Axe {
  run: (context: { include: string[][]; exclude: string[][] }, options: RunOptions) => Promise<AxeResults>
}

/**
 * Marks the cells of a table that only differ from an earlier one in their words, so that axe looks at one of each kind.
 * Cells are two thirds of a page.
 */
const markAlike = (window: Page): Promise<void> =>
  window.evaluate(() => {
    // What is empty, or has only signs, is kept: it may be no name to axe.
    const withoutWords = (text: string) => (/[\p{L}\p{N}]/u.test(text) ? 'x' : text)
    const words =
      /(?<= (?:id|title|href|datetime|d|data-(?!column)[\w-]+|aria-(?:label|rowindex|labelledby|describedby))=")[^"]*|(?<=>)[^<]+/g
    const lookOf = (element: Element) =>
      element.outerHTML.replace(words, withoutWords).replace(/(?<=style="top: )[\d.]+/, '')
    const seen = new Set<string>()
    for (const row of document.querySelectorAll('[role=row][data-uid]')) {
      // A row's state and place in a selection color its cells.
      const around = lookOf(row.cloneNode() as Element)
      for (const cell of row.children) {
        cell.removeAttribute('data-alike')
        const look = around + lookOf(cell)
        cell.toggleAttribute('data-alike', seen.has(look))
        seen.add(look)
      }
    }
  })

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
      // Rendering in steps of one frame each, and what those trigger.
      for (let frame = 0; frame < 3; frame += 1) await nextFrame()
    } while (moving().length > 0)
  })
