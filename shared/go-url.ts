/** Host (with port) and path of a URL. Both are byte strings: one character below U+0100 per byte. */
export interface GoUrl {
  host: string
  path: string
}

/**
 * Parses a text that begins with `https://` or `http://` like Go's `net/url`, which differs from browsers: letter case
 * and default ports are kept, and nothing is resolved. `null` if Go rejects it.
 */
export function readGoUrl(text: string): GoUrl | null {
  if (/[\0-\x1f\x7f]/.test(text)) return null
  const [beforeFragment = '', fragment = ''] = cut(text.replace(/^https?:\/\//, ''), '#')
  const [beforeQuery = ''] = cut(beforeFragment, '?')
  const slash = beforeQuery.indexOf('/')
  const authority = slash < 0 ? beforeQuery : beforeQuery.slice(0, slash)
  const path = unescaped(slash < 0 ? '' : beforeQuery.slice(slash))
  if (path === null || unescaped(fragment) === null) return null
  const at = authority.lastIndexOf('@')
  if (at >= 0 && !isUserInfo(authority.slice(0, at))) return null
  const host = readHost(authority.slice(at + 1))
  return host === null ? null : { host, path }
}

function cut(text: string, mark: string): string[] {
  const place = text.indexOf(mark)
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + mark.length)]
}

const isUserInfo = (text: string) => /^[\w.~!$&'()*+,;=%@:-]*$/.test(text) && unescaped(text) !== null

function readHost(host: string): string | null {
  const opened = host.lastIndexOf('[')
  const closed = host.lastIndexOf(']')
  // Since Go 1.25.8 a host with brackets is rejected unless they are at its start and contain an IPv6 address.
  if (opened > 0 || (opened === 0 && !isIpV6(host.slice(1, Math.max(closed, 1))))) return null
  const colon = opened === 0 ? closed + 1 : host.lastIndexOf(':')
  if (colon >= 0 && !/^(?::\d*)?$/.test(host.slice(colon))) return null
  if (!/^[\w.~!$&'()*+,;=:[\]<>"%\x80-\u{10ffff}-]*$/u.test(host)) return null
  // Characters that need no escape must not be escaped, except the percent sign.
  if (/%(?!25)[0-7]/.test(host)) return null
  return unescaped(host)
}

/** An IPv6 address, with or without a zone after `%25`. */
function isIpV6(text: string): boolean {
  const [, address = '', zone] = /^([\da-f:.]+)(?:%25(.*))?$/i.exec(text) ?? []
  return zone !== '' && address.includes(':') && URL.canParse(`http://[${address}]/`)
}

/** Decodes percent escapes to bytes. `null` if one is invalid. */
function unescaped(text: string): string | null {
  if (/%(?![0-9a-f]{2})/i.test(text)) return null
  return text.replace(/%([0-9a-f]{2})|[^\0-\x7f]+/gi, (piece, code: string | undefined) =>
    code === undefined
      ? String.fromCharCode(...new TextEncoder().encode(piece))
      : String.fromCharCode(parseInt(code, 16)),
  )
}
