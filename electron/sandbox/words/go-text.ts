/** Formats values like Go's `fmt` and `strconv`, which the API server's messages use. */

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** Like `%q`: in double quotes, with unprintable characters escaped. */
export function goQuote(text: string): string {
  return `"${Array.from(text, quoteCharacter).join('')}"`
}

function quoteCharacter(character: string): string {
  const known = escapes[character]
  if (known !== undefined) return known
  if (isPrintable(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

/** Like Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the plain space. */
export function isPrintable(character: string): boolean {
  return character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)
}

/** Formats a list of texts like `%#v`. */
export function goStrings(texts: readonly string[]): string {
  return `[]string{${texts.map(goQuote).join(', ')}}`
}

/** Formats a character like `%#U`, such as `U+0001` or `U+00E9 'é'`. */
export function goUnicode(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return isPrintable(character) ? `U+${code} '${character}'` : `U+${code}`
}

/** The UTF-8 length of a text, which the API's limits count. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8')
