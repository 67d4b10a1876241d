const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Signs that change the direction of what follows, which could make one text look like another. */
const directions = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g
/** Control characters, which no page may hold, but for tab and line breaks. */
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g

/** A text as HTML that shows it and is never anything else, between tags as in a quoted attribute. */
export function htmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(directions, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replace(controls, (sign) => {
      const code = sign.charCodeAt(0)
      if (code < 0x20) return String.fromCharCode(0x2400 + code)
      return code === 0x7f ? '␡' : '\uFFFD'
    })
    .replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
