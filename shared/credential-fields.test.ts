import { describe, expect, it } from 'vitest'
import {
  credentialNameProblem,
  descriptionProblem,
  valueLimit,
  valueProblem,
  withoutTrailingNewline,
} from './credential-fields.ts'

describe('a credential name', () => {
  it.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['Harbor\nrobot', 'control-character'],
    ['Harbor\u0000', 'control-character'],
    ['Harbor\u2028robot', 'control-character'],
    [' Harbor', 'outer-space'],
    ['Harbor\u00a0', 'outer-space'],
    ['Harbor \ud83d', 'broken-character'],
    ['x'.repeat(254), 'too-long'],
    ['🚀'.repeat(254), 'too-long'],
    ['🚀'.repeat(253), null],
    ['“Größe” ‏مرحبا‎ <b>=1+1</b>', null],
  ])('%j has the problem %s', (name, problem) => {
    expect(credentialNameProblem(name)).toBe(problem)
  })
})

describe('a description', () => {
  it('may be empty and may have several lines, up to its limit', () => {
    expect(descriptionProblem('')).toBeNull()
    expect(descriptionProblem('first\nsecond\t"third"')).toBeNull()
    expect(descriptionProblem('é'.repeat(250))).toBeNull()
    expect(descriptionProblem('é'.repeat(251))).toBe('too-long')
    expect(descriptionProblem('\udc00')).toBe('broken-character')
  })
})

describe('a value', () => {
  it('may hold any character', () => {
    for (const value of [' ', '\u0000\n\r\t', '"\'\\', '🚀', '\u202eevil'])
      expect(valueProblem(value)).toBeNull()
  })

  it('is refused where it is empty, over the limit in bytes, or no text', () => {
    expect(valueProblem('')).toBe('empty')
    expect(valueProblem('é'.repeat(valueLimit / 2))).toBeNull()
    expect(valueProblem('é'.repeat(valueLimit / 2 + 1))).toBe('too-long')
    expect(valueProblem('\ud800')).toBe('broken-character')
  })

  it('loses one line break at its end when it is pasted, and nothing else', () => {
    expect(withoutTrailingNewline('secret\n')).toBe('secret')
    expect(withoutTrailingNewline('secret\r\n')).toBe('secret')
    expect(withoutTrailingNewline('a\nb\n\n')).toBe('a\nb\n')
    expect(withoutTrailingNewline(' secret ')).toBe(' secret ')
  })
})
