import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goJsonKind, goJsonProblem } from './go-json.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('JSON as Go reads it', () => {
  it('takes what JSON.parse takes', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '1',
      '-0',
      '01',
      '1e5',
      '.5',
    )
    const literal = fc.constantFrom('true', 'false', 'null', ' ', '\n', 'x', '"', '\\', '1.', '-')
    const text = fc.oneof(
      fc.json(),
      fc.array(fc.oneof(piece, literal), { maxLength: 7 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (given) => {
        expect(goJsonProblem(given) === null).toBe(isJson(given))
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{"a', 'unexpected end of JSON input'],
    ['hello', "invalid character 'h' looking for beginning of value"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ["{'a'}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['tru ', "invalid character ' ' in literal true (expecting 'e')"],
    ['nul1', "invalid character '1' in literal null (expecting 'l')"],
    ['"\n"', "invalid character '\\n' in string literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u12g"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1ex', "invalid character 'x' in exponent of numeric literal"],
    ['01', "invalid character '1' after top-level value"],
  ])('says what is wrong with %j', (text, problem) => {
    expect(goJsonProblem(text)).toBe(problem)
  })

  it('names kinds', () => {
    expect([[], 1, true, 'x', {}].map(goJsonKind)).toEqual(['array', 'number', 'bool', 'string', 'object'])
  })
})
