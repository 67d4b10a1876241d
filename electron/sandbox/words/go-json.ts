import { goQuote } from './go-text.ts'

class GoSyntaxError extends Error {}

/** The error of Go's `encoding/json` for a text; `null` if it is valid JSON. */
export function goJsonProblem(text: string): string | null {
  try {
    readDocument(text)
    return null
  } catch (error) {
    if (error instanceof GoSyntaxError) return error.message
    throw error
  }
}

/** The name in `encoding/json` for the kind of a mismatched value. */
export function goJsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value
}

interface Reader {
  /** The next character; empty at the end. */
  peek: () => string
  /** Consumes the next character. Throws if it isn't one of `wanted`; `place` names its position in the message. */
  take: (wanted: RegExp, place: string) => string
  skipSpace: () => void
}

function createReader(text: string): Reader {
  let at = 0
  const peek = () => {
    const code = text.codePointAt(at)
    return code === undefined ? '' : String.fromCodePoint(code)
  }
  return {
    peek,
    take: (wanted, place) => {
      const character = peek()
      if (character === '') throw new GoSyntaxError('unexpected end of JSON input')
      if (!wanted.test(character)) {
        throw new GoSyntaxError(`invalid character ${quoted(character)} ${place}`)
      }
      at += character.length
      return character
    },
    skipSpace: () => {
      while (/^[ \t\r\n]/.test(text.charAt(at))) at += 1
    },
  }
}

function quoted(character: string): string {
  if (character === "'") return `'\\''`
  if (character === '"') return `'"'`
  return `'${goQuote(character).slice(1, -1)}'`
}

function readDocument(text: string): void {
  const reader = createReader(text)
  readValue(reader)
  reader.skipSpace()
  if (reader.peek() !== '') reader.take(/^$/, 'after top-level value')
}

function readValue(reader: Reader): void {
  reader.skipSpace()
  const first = reader.take(/^[{["tfn\-0-9]/, 'looking for beginning of value')
  if (first === '{') readObject(reader)
  else if (first === '[') readArray(reader)
  else if (first === '"') readString(reader)
  else if (first === 't') readLiteral(reader, 'true')
  else if (first === 'f') readLiteral(reader, 'false')
  else if (first === 'n') readLiteral(reader, 'null')
  else readNumber(reader, first)
}

function readObject(reader: Reader): void {
  reader.skipSpace()
  if (reader.peek() === '}') {
    reader.take(/^}/, '')
    return
  }
  do {
    reader.skipSpace()
    reader.take(/^"/, 'looking for beginning of object key string')
    readString(reader)
    reader.skipSpace()
    reader.take(/^:/, 'after object key')
    readValue(reader)
    reader.skipSpace()
  } while (reader.take(/^[,}]/, 'after object key:value pair') === ',')
}

function readArray(reader: Reader): void {
  reader.skipSpace()
  if (reader.peek() === ']') {
    reader.take(/^]/, '')
    return
  }
  do {
    readValue(reader)
    reader.skipSpace()
  } while (reader.take(/^[,\]]/, 'after array element') === ',')
}

function readString(reader: Reader): void {
  for (;;) {
    const character = reader.take(/^[^\x00-\x1f]/, 'in string literal')
    if (character === '"') return
    if (character !== '\\') continue
    if (reader.take(/^["\\/bfnrtu]/, 'in string escape code') !== 'u') continue
    for (let digit = 0; digit < 4; digit += 1) {
      reader.take(/^[0-9a-fA-F]/, 'in \\u hexadecimal character escape')
    }
  }
}

function readLiteral(reader: Reader, literal: string): void {
  for (const expected of literal.slice(1)) {
    reader.take(new RegExp(`^${expected}`), `in literal ${literal} (expecting '${expected}')`)
  }
}

function readNumber(reader: Reader, sign: string): void {
  const first = sign === '-' ? reader.take(/^[0-9]/, 'in numeric literal') : sign
  const skipDigits = () => {
    while (/^[0-9]/.test(reader.peek())) reader.take(/^[0-9]/, '')
  }
  if (first !== '0') skipDigits()
  if (reader.peek() === '.') {
    reader.take(/^\./, '')
    reader.take(/^[0-9]/, 'after decimal point in numeric literal')
    skipDigits()
  }
  if (/^[eE]/.test(reader.peek())) {
    reader.take(/^[eE]/, '')
    if (/^[+-]/.test(reader.peek())) reader.take(/^[+-]/, '')
    reader.take(/^[0-9]/, 'in exponent of numeric literal')
    skipDigits()
  }
}
