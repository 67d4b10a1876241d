const alphabet = /^[A-Za-z0-9+/]$/
const isLineBreak = (character: string | undefined) => character === '\n' || character === '\r'

/** Text that isn't base64; `offset` is the byte at which Go's decoder gives up. */
export class Base64Error extends Error {
  readonly offset: number

  constructor(offset: number) {
    super(`illegal base64 data at input byte ${offset}`)
    this.offset = offset
  }
}

/** The same bytes in the one form in which Go writes them. Throws a `Base64Error` if Go's decoder would. */
export function canonicalBase64(text: string): string {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) checkBase64(text)
  return Buffer.from(text, 'base64').toString('base64')
}

/** Bytes that canonical base64 stands for. */
export function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

/** Reads groups of four characters between which line breaks may stand, as Go's `encoding/base64` does. */
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
