import { visibleLines } from '../../../shared/visible-text.ts'

const signs: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** Escapes a text for HTML, both between tags and in quoted attributes. */
export const htmlText = (text: string): string =>
  visibleLines(text).replace(/[&<>"']/g, (sign) => signs.get(sign) ?? sign)
