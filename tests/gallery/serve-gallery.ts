import { extname } from 'node:path'
import type { Page } from '@playwright/test'

/** Where a page finds the gallery that `serveGallery` serves to it. */
export const galleryOrigin = 'https://gallery.localhost'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** The policy of the product's window, so that what works in the gallery works there. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

/**
 * Serves the built gallery to one page: no port is opened, and the page reaches nothing else. Returns the address of
 * the gallery's page.
 */
export async function serveGallery(page: Page, read: (path: string) => Promise<Buffer>): Promise<string> {
  await page.route('**/*', async (route) => {
    const { pathname, origin } = new URL(route.request().url())
    if (origin !== galleryOrigin) return route.abort()
    const body = await read(pathname).catch(() => null)
    if (body === null) return route.fulfill({ status: 404 })
    const contentType = types[extname(pathname)] ?? 'application/octet-stream'
    return route.fulfill({ body, contentType, headers: { 'Content-Security-Policy': policy } })
  })
  return `${galleryOrigin}/gallery/index.html`
}
