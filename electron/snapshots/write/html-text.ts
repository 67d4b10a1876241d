import { visibleLines } from '../../../shared/visible-text.ts'

const signs: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** A text as HTML that shows all that it holds and is never anything else, between tags as in a quoted attribute. */
export const htmlText = (text: string): string =>
  visibleLines(text).replace(/[&<>"']/g, (sign) => signs.get(sign) ?? sign)
