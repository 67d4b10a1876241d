import { describe, expect, it } from 'vitest'
import { dataKeyProblems, labelValueProblems } from './names.ts'

const tooLong = (most: number) => `must be no more than ${most} characters`

describe('A key of a Secret’s data', () => {
  it.each(['a', 'A-b_c.d', '.dockerconfigjson', 'a..b', '-', 'x'.repeat(253)])('may be %s', (key) => {
    expect(dataKeyProblems(key)).toEqual([])
  })

  it('may have 253 characters and no more', () => {
    expect(dataKeyProblems('x'.repeat(254))).toEqual([tooLong(253)])
  })

  it('must not lead out of a folder', () => {
    expect(dataKeyProblems('.')).toEqual(["must not be '.'"])
    expect(dataKeyProblems('..')).toEqual(["must not be '..'"])
    expect(dataKeyProblems('..a')).toEqual(["must not start with '..'"])
  })

  it.each(['a/b', 'a b', 'é', ''])('must not be “%s”', (key) => {
    expect(dataKeyProblems(key)).not.toEqual([])
  })
})

describe('The value of a label', () => {
  it.each(['', 'a', 'A.b-c_d', 'x'.repeat(63)])('may be “%s”', (value) => {
    expect(labelValueProblems(value)).toEqual([])
  })

  it('may have 63 bytes and no more', () => {
    expect(labelValueProblems('x'.repeat(64))).toEqual([tooLong(63)])
    expect(labelValueProblems('é'.repeat(32))).toContain(tooLong(63))
  })

  it.each(['-a', 'a-', 'a b', 'a/b'])('must not be “%s”', (value) => {
    expect(labelValueProblems(value)).toHaveLength(1)
  })
})
