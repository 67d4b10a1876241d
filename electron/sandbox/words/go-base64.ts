const alphabet = /^[A-Za-z0-9+/]$/
const isLineBreak = (character: string | undefined) => character === '\n' || character === '\r'

/** A text that isn't base64; `offset` is the byte at which Go's decoder fails. */
export class Base64Error extends Error {
  readonly offset: number

  constructor(offset: number) {
    super(`illegal base64 data at input byte ${offset}`)
    this.offset = offset
  }
}

/** Normalizes base64 to the form that Go writes. Throws a `Base64Error` if Go's decoder would fail. */
export function canonicalBase64(text: string): string {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) checkBase64(text)
  return Buffer.from(text, 'base64').toString('base64')
}

/** The number of bytes that canonical base64 encodes. */
export function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

/** Checks groups of four characters, with line breaks allowed between them, like Go's `encoding/base64`. */
function checkBase64(text: string): void {
  const input = Buffer.from(text, 'utf8').toString('latin1')
  let inGroup = 0
  for (let at = 0; at < input.length; at += 1) {
    const character = input.charAt(at)
    if (isLineBreak(character)) continue
    if (alphabet.test(character)) {
      inGroup = (inGroup + 1) % 4
      continue
    }
    if (character !== '=' || inGroup < 2) throw new Base64Error(at)
    checkEnd(input, at + 1, inGroup)
    return
  }
  if (inGroup !== 0) throw new Base64Error(input.length - inGroup)
}

/** Checks what follows the first `=` of a group. */
function checkEnd(input: string, start: number, inGroup: number): void {
  let at = start
  const skipLineBreaks = () => {
    while (isLineBreak(input[at])) at += 1
  }
  if (inGroup === 2) {
    skipLineBreaks()
    if (at === input.length) throw new Base64Error(input.length)
    if (input[at] !== '=') throw new Base64Error(at - 1)
    at += 1
  }
  skipLineBreaks()
  if (at < input.length) throw new Base64Error(at)
}
