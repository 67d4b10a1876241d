/** A value unchanged, escaped once or twice, and reversed. Some forms can be equal. */
function plainForms(value: string): string[] {
  // An unpaired surrogate is sent as a replacement character.
  const sent = value.toWellFormed()
  const plain = [value, sent, sent.trim()].filter((form) => form !== '')
  const escaped = [...new Set(plain.flatMap(escapesOf))]
  // For example JSON that is quoted by Go.
  const nested = escaped.flatMap(escapesOf)
  const forms = [...plain, ...escaped, ...nested]
  return [...forms, ...forms.map(backwards)]
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

/** As Go's `%q` or `%+q` writes it, depending on what `escaped` matches. */
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
  // Other encoders, including Go's, also encode what encodeURIComponent leaves.
  const strict = usual.replace(/[!'()*]/g, (character) => `%${hex(character.charCodeAt(0), 2).toUpperCase()}`)
  const forms = [usual, strict].flatMap((form) => [form, form.replaceAll('%20', '+')])
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())])
}

/** The base64 of the whole value, and the characters that are the same wherever it begins inside a longer text. */
function base64Forms(bytes: Buffer): string[] {
  const inside = [1, 2].map((before) => {
    const packed = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
  // The whole value in both alphabets; for the inner forms one suffices, because one search ignores punctuation.
  return [bytes.toString('base64'), bytes.toString('base64url'), ...inside]
}

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')
const unicodeEscape = (character: string) => `\\u${hex(character.charCodeAt(0), 4)}`

/** The forms in which a message could reveal a value. */
export interface ValueForms {
  /** The value unchanged or escaped, its base64 and its hexadecimal form. */
  near: string[]
  /** All other forms: further encodings, character codes and reversals. */
  far: string[]
}

export function formsOf(value: string): ValueForms {
  const bytes = Buffer.from(value.toWellFormed(), 'utf8')
  return {
    near: [
      ...plainForms(value),
      ...percentForms(value.toWellFormed()),
      ...base64Forms(bytes),
      bytes.toString('hex'),
    ],
    far: [...encodedForms(value), ...eachVariant(value, writtenForms)],
  }
}

/** Only the encoded forms of a text, not the text itself. */
export const encodedForms = (value: string): string[] => eachVariant(value, packedForms)

function eachVariant(value: string, make: (text: string) => string[]): string[] {
  const sent = value.toWellFormed()
  const variants = new Set([
    sent,
    sent.trim(),
    sent.normalize('NFC'),
    sent.normalize('NFD'),
    sent.toLowerCase(),
  ])
  variants.add(sent.toUpperCase())
  const forms = [...variants].flatMap((text) => [text, backwards(text)]).flatMap(make)
  return [...new Set(forms.flatMap((form) => [form, backwards(form)]))]
}

function packedForms(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8')
  const wide = Buffer.from(text, 'utf16le')
  const widths = [bytes, wide, Buffer.from(wide).swap16()]
  const hexadecimal = widths.map((each) => each.toString('hex'))
  const base64 = base64Forms(bytes)
  const again = [...base64, ...hexadecimal.slice(0, 1)].flatMap((form) =>
    base64Forms(Buffer.from(form, 'latin1')),
  )
  const hexOfBase64 = Buffer.from(bytes.toString('base64'), 'latin1').toString('hex')
  return [...widths.flatMap(base64Forms), ...hexadecimal, ...again, hexOfBase64, ...base32Forms(bytes)]
}

const writtenForms = (text: string): string[] => [
  ...percentForms(text),
  ...codes(text, Buffer.from(text, 'utf8')),
  turned(text),
]

/** Consecutive character codes, with any separator between them. */
function codes(text: string, bytes: Buffer): string[] {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const written = (numbers: Iterable<number>, base: number, width: number, before = '') =>
    Array.from(numbers, (code) => before + code.toString(base).padStart(width, '0')).join('')
  return [bytes, points].flatMap((numbers) => [
    written(numbers, 10, 1),
    written(numbers, 10, 3),
    written(numbers, 8, 1),
    written(numbers, 8, 3),
    written(numbers, 2, 8),
    written(numbers, 16, 2, 'x'),
    written(numbers, 16, 2, '0x'),
    written(numbers, 16, 4, 'u'),
    written(numbers, 16, 4, 'u+'),
    written(numbers, 16, 8, 'u'),
  ])
}

/** ROT13. */
const turned = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
  })

const backwards = (text: string) => Array.from(text).reverse().join('')

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function base32Forms(bytes: Buffer): string[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return [0, 1, 2, 3, 4].map((skip) =>
    (bits.slice(skip).match(/.{1,5}/g) ?? [])
      .map((five) => base32Letters[parseInt(five.padEnd(5, '0'), 2)] ?? '')
      .join(''),
  )
}
