import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Base64Error, canonicalBase64, decodedLength } from './go-base64.ts'

function offsetOf(text: string): number | null {
  try {
    canonicalBase64(text)
    return null
  } catch (error) {
    return error instanceof Base64Error ? error.offset : NaN
  }
}

describe('base64 as Go reads it', () => {
  it('gives back what was encoded, with and without line breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, at) => {
        const encoded = Buffer.from(bytes).toString('base64')
        const broken = `${encoded.slice(0, at)}\r\n${encoded.slice(at)}`
        expect(canonicalBase64(encoded)).toBe(encoded)
        expect(canonicalBase64(broken)).toBe(encoded)
        expect(decodedLength(encoded)).toBe(bytes.length)
      }),
      { seed: 1 },
    )
  })

  it('forgets bits that belong to no byte', () => {
    expect(canonicalBase64('eB==')).toBe('eA==')
  })

  it.each([
    ['###', 0],
    ['eA', 0],
    ['eAx', 0],
    ['eHh4eA', 4],
    ['a b c', 1],
    ['e===', 1],
    ['eA=x', 2],
    ['eA=', 3],
    ['eA==eA==', 4],
    ['eHh4=', 4],
    ['ééé', 0],
  ])('says where %j is wrong', (text, offset) => {
    expect(offsetOf(text)).toBe(offset)
  })
})
