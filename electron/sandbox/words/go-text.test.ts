import { describe, expect, it } from 'vitest'
import { goQuote, goStrings, goUnicode } from './go-text.ts'

describe('texts as Go writes them', () => {
  it.each([
    ['plain', '"plain"'],
    ['with "quotes" and \\', '"with \\"quotes\\" and \\\\"'],
    ['tab\tline\nbell\x07', '"tab\\tline\\nbell\\a"'],
    ['\x01', '"\\x01"'],
    ['\x7f\u0080', '"\\x7f\\u0080"'],
    ['\uffff\u{10ffff}', '"\\uffff\\U0010ffff"'],
    ['é and 👩', '"é and 👩"'],
    ['\u202e', '"\\u202e"'],
    ['\u00a0', '"\\u00a0"'],
  ])('quotes %j', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted)
  })

  it('writes lists and characters', () => {
    expect(goStrings(['a', 'b"'])).toBe('[]string{"a", "b\\""}')
    expect(goStrings([])).toBe('[]string{}')
    expect([goUnicode('\x01'), goUnicode('é')]).toEqual(['U+0001', "U+00E9 'é'"])
  })
})
