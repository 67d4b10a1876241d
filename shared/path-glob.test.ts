import { describe, expect, it } from 'vitest'
import { matchesGlob } from './path-glob.ts'

describe('a pattern of Go’s path.Match', () => {
  it.each([
    ['', ''],
    ['*', ''],
    ['*', 'harbor'],
    ['h*r', 'harbor'],
    ['*ar*r', 'harbor'],
    ['h?rbor', 'harbor'],
    ['h[a-c]rbor', 'harbor'],
    ['h[^b]rbor', 'harbor'],
    ['h[xa]rbor', 'harbor'],
    ['h[\\a]rbor', 'harbor'],
    ['h[\\--a]x', 'hAx'],
    ['\\*', '*'],
    ['*b', 'abb'],
    ['**b*', 'abc'],
  ])('%j matches %j', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(true)
  })

  it.each([
    ['', 'a'],
    ['a', ''],
    ['?', ''],
    ['h*x', 'harbor'],
    ['h[^a]rbor', 'harbor'],
    ['h[c-a]rbor', 'harbor'],
    // Malformed.
    ['h[arbor', 'harbor'],
    ['h[]a]rbor', 'harbor'],
    ['h[-a]rbor', 'harbor'],
    ['h[a-]rbor', 'harbor'],
    ['*[', 'harbor'],
    ['harbor\\', 'harbor'],
  ])('%j does not match %j', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(false)
  })

  it('is tried in bounded time, however many runs it has', () => {
    expect(matchesGlob(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false)
  })
})
