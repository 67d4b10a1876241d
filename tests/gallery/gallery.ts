import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, expect as playwrightExpect, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import { galleryOrigin, serveGallery } from './serve-gallery.ts'

/** Playwright's expectations retry. On a slow machine they need longer. */
export const expect = playwrightExpect.configure({ timeout: 30_000 })

export interface Gallery {
  page: Page
  /** Opens one state of a component, recreating it. Returns its container. */
  show: (piece: string, state: string) => Promise<Locator>
  /** Opens everything that doesn't cover the page. */
  showAll: (options?: { isNarrow?: boolean }) => Promise<void>
  press: (...keys: string[]) => Promise<void>
  /** The events that the shown component has emitted. */
  told: () => Promise<string[]>
}

/** One page of the gallery for the tests of a file. */
export function useGallery(options: { colorScheme?: 'light' | 'dark' } = {}): Gallery {
  let page: Page | undefined
  let address = ''
  let close: () => Promise<void> = () => Promise.resolve()
  const opened = (): Page => {
    if (page === undefined) throw new Error('The gallery is open while tests run.')
    return page
  }

  beforeAll(async () => {
    const browser = await chromium.connect(inject('browserAddress'))
    const context = await browser.newContext({
      colorScheme: options.colorScheme ?? 'light',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.setDefaultNavigationTimeout(120_000)
    const folder = inject('galleryFolder')
    address = await serveGallery(page, (path) => readFile(join(folder, path)))
    close = () => browser.close()
  })
  afterAll(() => close())

  async function load(rest: string): Promise<void> {
    await opened().goto('about:blank')
    await opened().goto(`${address}${rest}`)
    await opened().locator('[data-exhibit]').first().waitFor()
  }

  let shown = 0
  /** Another URL within the page recreates the state, in a fraction of the time of another page. */
  async function show(piece: string, state: string): Promise<Locator> {
    const page = opened()
    shown += 1
    const hash = `#/${encodeURIComponent(piece)}/${encodeURIComponent(state)}/${String(shown)}`
    if (!page.url().startsWith(galleryOrigin) || page.url().includes('?')) await load(hash)
    else {
      await page.evaluate((next) => {
        document.querySelector('h1')?.focus()
        location.hash = next
      }, hash)
      await page.mouse.move(1, 1)
    }
    const place = page.locator(`[data-exhibit="${piece}"] [data-state="${state}"]`)
    await place.waitFor()
    await playwrightExpect(page.locator('[data-state]')).toHaveCount(1)
    await page.evaluate(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        document.querySelector('h1')?.focus()
    })
    return place
  }

  return {
    get page() {
      return opened()
    },
    show,
    showAll: ({ isNarrow = false } = {}) => load(isNarrow ? '?narrow' : '?'),
    press: async (...keys) => {
      for (const key of keys) await opened().keyboard.press(key)
    },
    told: async () =>
      (await opened().locator('.told').allInnerTexts()).join('\n').split('\n').filter(Boolean),
  }
}

/** Delays the page's next frame, as on a busy machine, until the returned function is called or the test ends. */
export async function holdFrames(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { requestAnimationFrame: usual } = window
    const held: FrameRequestCallback[] = []
    const paint = () => {
      window.requestAnimationFrame = usual
      for (const callback of held.splice(0)) usual(callback)
    }
    window.requestAnimationFrame = (callback) => -held.push(callback)
    Object.assign(globalThis, { paint })
  })
  const paint = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          ;(globalThis as unknown as { paint: () => void }).paint()
          requestAnimationFrame(() => resolve())
        }),
    )
  onTestFinished(paint)
  return paint
}
