import { randomUUID } from 'node:crypto'
import type { BrowserWindowConstructorOptions } from 'electron'
import { ownScheme } from './served-files.ts'
import { closedPreferences } from './window-options.ts'

/** The session of printed pages: in memory and without anything else. */
export const printPartition = 'print'

const origin = `${ownScheme}://print`

/** Whatever a page contains, it can't run scripts, load resources or send requests. Its styles are inline. */
const printedPageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** The pages being printed, each at an unguessable address. */
export function createPrintedPages() {
  const pages = new Map<string, string>()
  return {
    add(html: string): string {
      const address = `${origin}/${randomUUID()}`
      pages.set(address, html)
      return address
    },
    remove: (address: string): void => void pages.delete(address),
    has: (address: string): boolean => pages.has(address),
    answer(address: string): Response {
      const html = pages.get(address)
      return html === undefined
        ? new Response(null, { status: 404 })
        : new Response(html, { headers: printedPageHeaders })
    },
  }
}

/** The options of the window for printing, which is never shown and has neither scripts nor a preload. */
export const printWindowOptions = (): BrowserWindowConstructorOptions => ({
  show: false,
  webPreferences: {
    partition: printPartition,
    javascript: false,
    images: false,
    webgl: false,
    plugins: false,
    ...closedPreferences,
    devTools: false,
  },
})
