import { extname } from 'node:path'
import type { Page } from '@playwright/test'

/** The origin from which `serveGallery` serves the gallery. */
export const galleryOrigin = 'https://gallery.localhost'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** The product's content security policy, so that what works in the gallery works there. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"

/**
 * Serves the built gallery to one page, without opening a port. The page reaches nothing else. Returns the URL of the
 * gallery's page.
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
