const masked = '••••••••'

/**
 * Takes values out of a text that a cluster sent, in every form in which it may repeat them: as they are, in base64,
 * and escaped for JSON, Go or a URL. A mask of a value that is short takes out more than was meant: better than less.
 */
export function createMask(values: readonly string[]): (text: string) => string {
  const forms = new Set(values.filter((value) => value !== '').flatMap(formsOf))
  if (forms.size === 0) return (text) => text
  // The longest first: what is left of a longer one must not show where a shorter one began.
  const pattern = [...forms].sort((a, b) => b.length - a.length).map(escapeForPattern)
  const expression = new RegExp(pattern.join('|'), 'g')
  return (text) => text.replace(expression, masked)
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const base64 = bytes.toString('base64')
  const unpadded = base64.replace(/=+$/, '')
  const json = JSON.stringify(value).slice(1, -1)
  const plain = [
    value,
    value.trim(),
    json,
    json.replace(/[<>&\u2028\u2029]/g, unicodeEscape),
    inGoQuotes(value),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
  ]
  const packed = [
    base64,
    unpadded,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
    bytes.toString('base64url'),
  ]
  return [...plain, ...packed, bytes.toString('hex')].filter((form) => form !== '')
}

/** As Go's `%q` writes it. */
function inGoQuotes(value: string): string {
  const short: Record<string, string> = {
    '\u0007': 'a',
    '\b': 'b',
    '\f': 'f',
    '\n': 'n',
    '\r': 'r',
    '\t': 't',
    '\v': 'v',
  }
  return value.replace(/["\\]|[^\P{C}\u00ad]|[^\P{Z} ]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') return `\\${character}`
    const known = short[character]
    if (known !== undefined) return `\\${known}`
    if (code < 0x80) return `\\x${hex(code, 2)}`
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
  })
}

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')
const unicodeEscape = (character: string) => `\\u${hex(character.charCodeAt(0), 4)}`
const escapeForPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
