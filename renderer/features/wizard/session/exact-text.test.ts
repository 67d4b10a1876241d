import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edited, lineCount, replaced, shownText } from './exact-text.ts'

const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀', '\u202e', '"') })

test('what is pasted stays as it was, with any text typed next to it', () => {
  const exact = replaced('ab', 1, 1, 'x\r\ny\r')
  expect(exact).toBe('ax\r\ny\rb')
  expect(edited(exact, `${shownText(exact)}!`)).toBe('ax\r\ny\rb!')
  expect(edited(exact, `!${shownText(exact)}`)).toBe('!ax\r\ny\rb')
})

test('the shown form of an edited text is what was edited', () => {
  fc.assert(
    fc.property(texts, texts, (exact, next) => {
      const shownNext = shownText(next)
      expect(shownText(edited(exact, shownNext))).toBe(shownNext)
    }),
    { seed: 1 },
  )
})

test('what an edit does not touch keeps its bytes', () => {
  fc.assert(
    fc.property(texts, texts, texts, (before, between, after) => {
      // A carriage return at a seam would form one line break with what follows.
      fc.pre(!before.endsWith('\r') && !after.startsWith('\n'))
      const [start, end] = [shownText(before).length, shownText(before + between).length]
      fc.pre(!between.endsWith('\r'))
      expect(replaced(before + between + after, start, end, 'X')).toBe(`${before}X${after}`)
    }),
    { seed: 1 },
  )
})

test('lines are counted with any line ends', () => {
  expect(lineCount('a\r\nb\rc\nd')).toBe(4)
  expect(lineCount('')).toBe(1)
})
