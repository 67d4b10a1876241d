/**
 * External text for a terminal: control characters, and those that change the text direction or are invisible, are
 * written as `\u{…}`.
 */
export function terminalText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
}

/** The same, cut to this many characters. */
export function shortText(text: string, most: number): string {
  const signs = Array.from(terminalText(text))
  return signs.length <= most ? signs.join('') : `${signs.slice(0, most - 1).join('')}…`
}
