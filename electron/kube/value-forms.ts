/** The forms in which a value may stand in a text: itself, escaped once or twice, and packed. Some are equal. */
export function formsOf(value: string): string[] {
  // Half of a pair of surrogates is sent as a replacement character.
  const sent = value.toWellFormed()
  const plain = [value, sent, sent.trim()].filter((form) => form !== '')
  const escaped = [...new Set(plain.flatMap(escapesOf))]
  // Such as JSON that is quoted by Go.
  const nested = escaped.flatMap(escapesOf)
  const bytes = Buffer.from(sent, 'utf8')
  const hexadecimal = bytes.toString('hex')
  return [
    ...plain,
    ...escaped,
    ...nested,
    ...percentForms(sent),
    ...base64Forms(bytes),
    hexadecimal,
    hexadecimal.toUpperCase(),
  ]
}

function escapesOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1)
  const goJson = json
    .replace(/[<>&\u2028\u2029]/g, unicodeEscape)
    .replace(/\\([\\bf])/g, (pair, kind) => (kind === 'b' ? '\\u0008' : kind === 'f' ? '\\u000c' : pair))
  return [
    json,
    goJson,
    // As Python and Java write it.
    json.replace(/[\u007f-\uffff]/g, unicodeEscape),
    inGoQuotes(text, /["\\]|\p{C}|[^\P{Z} ]/gu),
    inGoQuotes(text, /["\\]|[^\x20-\x7e]/gu),
  ]
}

const goEscapes: Readonly<Record<string, string>> = {
  '\u0007': 'a',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
}

/** As Go's `%q` writes it, or `%+q`: that depends on what is escaped. */
function inGoQuotes(text: string, escaped: RegExp): string {
  return text.replace(escaped, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') return `\\${character}`
    const known = goEscapes[character]
    if (known !== undefined) return `\\${known}`
    if (code < 0x80) return `\\x${hex(code, 2)}`
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
  })
}

function percentForms(text: string): string[] {
  const usual = encodeURIComponent(text)
  // What encodeURIComponent leaves and others, Go among them, encode.
  const strict = usual.replace(/[!'()*]/g, (character) => `%${hex(character.charCodeAt(0), 2).toUpperCase()}`)
  const forms = [usual, strict].flatMap((form) => [form, form.replaceAll('%20', '+')])
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())])
}

/** Shorter pieces of base64 stand in every text. */
const shortestInside = 4

/** As a whole, with and without padding; and the characters that stay the same within something longer. */
function base64Forms(bytes: Buffer): string[] {
  const whole = bytes.toString('base64')
  const inside = [0, 1, 2]
    .map((before) => {
      const packed = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
      return packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    })
    .filter((form) => form.length >= shortestInside)
  const forms = [whole, whole.replace(/=+$/, ''), ...inside]
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')
const unicodeEscape = (character: string) => `\\u${hex(character.charCodeAt(0), 4)}`
