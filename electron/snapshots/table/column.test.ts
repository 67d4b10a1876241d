import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellAt, columnOf } from './column.ts'

/** Texts that end alike, short ones, and ones that differ in one character. */
const text = fc.oneof(
  fc.constantFrom('', 'a', 'ba', 'cba', 'dcba', 'é', '\0'),
  fc.nat(3000).map((number) => `user.${number}@example.com`),
  fc.string({ unit: 'binary', maxLength: 3 }),
)

it('holds every cell as it was read, few different ones or many', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 400 }), (texts) => {
      const read = (raw: string) => raw.toUpperCase()
      const column = columnOf(texts, read)
      expect(texts.map((_, row) => cellAt(column, row))).toEqual(texts.map(read))
    }),
    { seed: 291_126 },
  )
})

it('holds them also where it gives up codes', () => {
  const texts = Array.from({ length: 9000 }, (_, row) => (row % 3 === 0 ? 'often' : `cell ${row}`))
  const column = columnOf(texts)
  expect(column.kind).toBe('plain')
  expect(texts.map((_, row) => cellAt(column, row))).toEqual(texts)
})
