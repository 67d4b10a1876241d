import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { chromium, expect as playwrightExpect, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, inject } from 'vitest'

const origin = 'https://gallery.localhost'
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** The policy of the product's window: what works in the gallery works there. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

/** Playwright's expectations wait for what is to come; those of a slow machine wait longer. */
export const expect = playwrightExpect.configure({ timeout: 15_000 })

export interface Gallery {
  page: Page
  /** Opens one state of a piece, anew; gives the place where it stands. */
  show: (piece: string, state: string) => Promise<Locator>
  /** Opens everything that does not lie over the page. */
  showAll: (options?: { isNarrow?: boolean }) => Promise<void>
  press: (...keys: string[]) => Promise<void>
  /** What the piece of the shown state has emitted. */
  told: () => Promise<string[]>
}

/** One page of the gallery for the tests of a file. */
export function useGallery(options: { colorScheme?: 'light' | 'dark' } = {}): Gallery {
  let page: Page | undefined
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
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await serve(page, inject('galleryFolder'))
    close = () => browser.close()
  })
  afterAll(() => close())

  async function load(address: string): Promise<void> {
    await opened().goto('about:blank')
    await opened().goto(`${origin}/gallery/index.html${address}`)
    await opened().locator('[data-exhibit]').first().waitFor()
  }

  let shown = 0
  /** Another address within the page makes the state anew, in a fraction of the time of another page. */
  async function show(piece: string, state: string): Promise<Locator> {
    const page = opened()
    shown += 1
    const address = `#/${encodeURIComponent(piece)}/${encodeURIComponent(state)}/${String(shown)}`
    if (!page.url().startsWith(origin) || page.url().includes('?')) await load(address)
    else {
      await page.evaluate((hash) => {
        document.querySelector('h1')?.focus()
        location.hash = hash
      }, address)
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

/** Serves the built files to the page alone: no port, and nothing else can be reached. */
async function serve(page: Page, folder: string): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname, origin: from } = new URL(route.request().url())
    if (from !== origin) return route.abort()
    const body = await readFile(join(folder, pathname)).catch(() => null)
    if (body === null) return route.fulfill({ status: 404 })
    const contentType = types[extname(pathname)] ?? 'application/octet-stream'
    return route.fulfill({ body, contentType, headers: { 'Content-Security-Policy': policy } })
  })
}
