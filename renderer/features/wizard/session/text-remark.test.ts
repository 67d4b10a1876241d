import { describe, expect, it } from 'vitest'
import { endsRemark, hiddenRemark } from './text-remark.ts'

describe('a password that was copied with more than was meant', () => {
  it.each([
    [' hunter2', 'Starts with a space.'],
    ['hunter2 ', 'Ends with a space.'],
    [' hunter2\u00a0', 'Starts and ends with a space.'],
    ['\thunter2\r\n', 'Starts with a tab. Ends with a line break.'],
    ['\nhunter2', 'Starts with a line break.'],
    ['  ', 'Contains only spaces.'],
  ])('%j is remarked at its ends', (text, remark) => {
    expect(endsRemark(text)).toBe(remark)
  })

  it.each(['hun\u200bter2', '\ufeffhunter2', 'hunter2\u202e', 'hunter2\u0007', 'hun\u00adter2'])(
    '%j is remarked for what can’t be seen',
    (text) => {
      expect(hiddenRemark(text)).toBe('Contains an invisible character.')
    },
  )

  it('a space that only looks like one is remarked', () => {
    expect(hiddenRemark('correct\u00a0horse')).toBe('Contains an unusual space character.')
  })

  it('nothing of it is in the remark', () => {
    expect(endsRemark(' hunter2 ') + hiddenRemark('hun\u200bter2')).not.toMatch(/hunt|ter2|200b/i)
  })
})

it.each(['', 'hunter2', 'correct horse', 'two\nlines', 'Größe 日本語 👩‍👧 می\u200cخواهم'])(
  '%j is not remarked',
  (text) => {
    expect([endsRemark(text), hiddenRemark(text)]).toEqual(['', ''])
  },
)
