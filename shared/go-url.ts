/** Host (with its port) and path of a URL. Both are strings of bytes: one character, below U+0100, for each. */
export interface GoUrl {
  host: string
  path: string
}

/**
 * Reads a text that begins with `https://` or `http://` as Go's `net/url` does, which is not as browsers do: letter
 * case stays, a default port stays, nothing is resolved. `null` if Go refuses it.
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
  // Since Go 1.25.8 brackets hold an IPv6 address at the beginning, or the host is refused.
  if (opened > 0 || (opened === 0 && !isIpV6(host.slice(1, Math.max(closed, 1))))) return null
  const colon = opened === 0 ? closed + 1 : host.lastIndexOf(':')
  if (colon >= 0 && !/^(?::\d*)?$/.test(host.slice(colon))) return null
  if (!/^[\w.~!$&'()*+,;=:[\]<>"%\x80-\u{10ffff}-]*$/u.test(host)) return null
  // What could be written as it is may not be escaped; a percent sign must be.
  if (/%(?!25)[0-7]/.test(host)) return null
  return unescaped(host)
}

/** An IPv6 address, with a zone behind `%25` or without. */
function isIpV6(text: string): boolean {
  const [, address = '', zone] = /^([\da-f:.]+)(?:%25(.*))?$/i.exec(text) ?? []
  return zone !== '' && address.includes(':') && URL.canParse(`http://[${address}]/`)
}

/** Bytes with what is escaped by `%`; `null` if an escape is broken. */
function unescaped(text: string): string | null {
  if (/%(?![0-9a-f]{2})/i.test(text)) return null
  return text.replace(/%([0-9a-f]{2})|[^\0-\x7f]+/gi, (piece, code: string | undefined) =>
    code === undefined
      ? String.fromCharCode(...new TextEncoder().encode(piece))
      : String.fromCharCode(parseInt(code, 16)),
  )
}
