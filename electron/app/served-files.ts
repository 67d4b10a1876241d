import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The scheme of our own pages. */
export const ownScheme = 'app'
const host = 'credenza'
const origin = `${ownScheme}://${host}`

/** The page in the window. */
export const startPage = `${origin}/index.html`

/** `style-src` needs 'unsafe-inline': Naive UI writes its styles into the page and doesn't support nonces. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The headers that protect the page, sent with each of its files. */
export const protectiveHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

const immutable = { 'cache-control': 'public, max-age=31536000, immutable' }

/**
 * Returns whether an address is that of our own page. Compares texts, since a browser writes these addresses in one way
 * only. Node's `URL` can answer wrongly while a debugger is attached (see `tests/e2e/own-turn.ts`).
 */
export const isOwnAddress = (address: string): boolean => address.startsWith(`${origin}/`)

/** Answers a request of our scheme: a built file with the protective headers, or 404. */
export async function answerOwnFile(root: string, address: string): Promise<Response> {
  const file = ownFile(root, address)
  const contentType = contentTypes[extname(file ?? '')]
  if (file === null || contentType === undefined) return new Response(null, { status: 404 })
  // The build names these after their content. A page that is loaded again needs neither the bytes nor the parsing.
  const caching = file.startsWith(join(root, 'assets') + sep) ? immutable : {}
  try {
    return new Response(await readFile(file), {
      headers: { 'content-type': contentType, ...caching, ...protectiveHeaders },
    })
  } catch {
    return new Response(null, { status: 404 })
  }
}

/** The file of an address; `null` if it is outside the folder or has another host. */
function ownFile(root: string, address: string): string | null {
  if (!isOwnAddress(address)) return null
  const [encoded = ''] = address.slice(origin.length).split(/[?#]/, 1)
  let path: string
  try {
    path = decodeURIComponent(encoded)
  } catch {
    return null
  }
  const file = resolve(root, `.${path}`)
  return file.startsWith(root + sep) && !path.includes('\0') ? file : null
}
