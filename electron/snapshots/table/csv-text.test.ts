import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvLines, withoutEscape } from './csv-text.ts'

const read = (text: string) =>
  Papa.parse<string[]>(text, { newline: '\r\n', delimiter: ',' }).data[0]?.[0] ?? ''

describe('escaped formulas', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', "'=1", "''@x"])(
    'are written with one apostrophe more, which is taken off again: %j',
    (text) => {
      const written = read(csvLines([[text, 'x']]))
      expect(written).toBe(`'${text}`)
      expect(withoutEscape(written)).toBe(text)
    },
  )

  it('leave every other text as it is, apostrophes at its start included', () => {
    for (const text of ["'abc", "''", "'", 'a=b', '']) {
      expect(read(csvLines([[text, 'x']]))).toBe(text)
      expect(withoutEscape(text)).toBe(text)
    }
  })

  it('are undone for every text', () => {
    const starts = fc.tuple(
      fc.string({ unit: fc.constantFrom("'", '=', '-', 'a') }),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(starts, ([start, rest]) => {
        const text = start + rest
        expect(withoutEscape(read(csvLines([[text, 'x']])))).toBe(text)
      }),
    )
  })
})
