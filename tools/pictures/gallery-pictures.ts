import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { buildGallery } from '../../tests/gallery/build-gallery.ts'
import { serveGallery } from '../../tests/gallery/serve-gallery.ts'
import { findBrowser } from '../chromium-runtime/browser/find.ts'

/** Writes pictures of all components of the window into `folder`: light, dark, and narrow. */
export async function takeGalleryPictures(folder: string): Promise<void> {
  const built = await mkdtemp(join(tmpdir(), 'credenza-gallery-'))
  const browser = await chromium.launch({ executablePath: findBrowser(process.env, process.platform) })
  try {
    await buildGallery(built)
    const page = await browser.newPage({ viewport: { width: 1060, height: 800 }, reducedMotion: 'reduce' })
    const address = await serveGallery(page, (path) => readFile(join(built, path)))
    for (const place of ['', 'narrow'] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width: place === '' ? 1060 : 500, height: 800 })
        await page.goto(`${address}?${place}`)
        await page.locator('[data-exhibit]').first().waitFor()
        // The page has an inner scroll container. A full picture needs its whole height.
        const height = Number(await page.evaluate('document.querySelector("main").scrollHeight'))
        await page.setViewportSize({ width: place === '' ? 1060 : 500, height })
        // Charts and long lists fit themselves to their containers.
        await page.waitForTimeout(500)
        const name = `gallery${place === '' ? '' : '-narrow'}.${colorScheme}.png`
        await writeFile(join(folder, name), await page.screenshot({ animations: 'disabled' }))
        console.log(name)
      }
    }
  } finally {
    await browser.close()
    await rm(built, { recursive: true, force: true, maxRetries: 5 })
  }
}
