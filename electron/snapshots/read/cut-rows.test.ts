import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { LineEnds } from '../../../shared/snapshot.ts'
import { createRowCutter, type CutOptions } from './cut-rows.ts'

const usual: CutOptions = { delimiter: ',', lineEnds: 'any', isReversed: false }

/** Cuts a text that arrives in pieces of these lengths, repeated. */
function cut(text: string, changes: Partial<CutOptions> = {}, lengths: readonly number[] = [text.length]) {
  const cutter = createRowCutter({ ...usual, ...changes })
  const rows: string[][] = []
  const lines: number[] = []
  let at = 0
  for (let piece = 0; at < text.length; piece += 1) {
    const length = Math.max(1, lengths[piece % lengths.length] ?? 1)
    const found = cutter.cut(text.slice(at, at + length), false)
    rows.push(...found.rows)
    lines.push(...found.lines)
    at += length
  }
  const last = cutter.cut('', true)
  return { rows: [...rows, ...last.rows], lines: [...lines, ...last.lines], facts: cutter.facts }
}

/** Texts that consist mostly of characters with a meaning in CSV. */
const csvText = (signs: string) =>
  fc
    .array(fc.constantFrom(...Array.from(signs), 'ab', 'ï', 'ï»¿'), { maxLength: 40 })
    .map((parts) => parts.join(''))

const sameRows = [
  ['a', 'b'],
  ['c', 'd'],
]

describe('line breaks', () => {
  it.each(['\r\n', '\n', '\r', '\r\r\n', '\n\r'])('end rows in every kind: %j', (end) => {
    for (const text of [`a,b${end}c,d`, `a,b${end}c,d${end}`, `"a",b${end}c,"d"${end}`])
      expect(cut(text, { isReversed: end === '\n\r' }).rows).toEqual(sameRows)
  })

  it('end rows in any mix, and are counted', () => {
    const { rows, lines, facts } = cut('a,b\r\nc,d\ne,f\rg,h\r\r\ni,j')
    expect(rows.map(([first]) => first)).toEqual(['a', 'c', 'e', 'g', 'i'])
    expect(lines).toEqual([1, 2, 3, 4, 5])
    expect(facts.ends).toEqual({ '\r\n': 2, '\n': 1, '\r': 1 })
  })

  it.each<[LineEnds, string[][]]>([
    ['\n', [['a\r'], ['b\rc\r'], ['d']]],
    ['\r\n', [['a'], ['b\rc'], ['d']]],
    ['\r', [['a'], ['\nb'], ['c'], ['\nd']]],
  ])('of only one kind end rows if that was chosen: %j', (lineEnds, rows) => {
    expect(cut('a\r\nb\rc\r\nd', { lineEnds }).rows).toEqual(rows)
  })

  it('stay as they are in quoted cells, and count as lines', () => {
    const { rows, lines } = cut('"a\r\nb",1\n"c\rd\ne",2\nf,3\n')
    expect(rows).toEqual([
      ['a\r\nb', '1'],
      ['c\rd\ne', '2'],
      ['f', '3'],
    ])
    expect(lines).toEqual([1, 3, 6])
  })
})

describe('quotes', () => {
  it('in a cell that does not begin with one are ignored', () => {
    expect(cut('a 5" disk,b\nc,d "e\r\nf",g\n').rows).toEqual([
      ['a 5" disk', 'b'],
      ['c', 'd "e'],
      ['f"', 'g'],
    ])
  })

  it('that are not doubled in a quoted cell are text, and reported', () => {
    const { rows, facts } = cut('a\n"said "hi" to x" ,1\n"b" c",2\n')
    expect(rows).toEqual([['a'], ['said "hi" to x', '1'], ['b" c', '2']])
    expect(facts.strayQuotes).toEqual({ count: 3, lines: [2, 3] })
  })

  it('that nothing closes are reported with their line', () => {
    expect(cut('a\n"b\nc,d\n')).toMatchObject({ rows: [['a'], ['b\nc,d\n']], facts: { unclosed: 2 } })
  })

  it('say that a row of empty cells is one', () => {
    const { rows, quoted } = createRowCutter(usual).cut('"",\n,\n', true)
    expect(rows.map((row) => quoted.has(row))).toEqual([true, false])
  })
})

describe('marks', () => {
  it.each(['\uFEFF', '\uFEFF\uFEFF', 'ï»¿', '\uFEFFï»¿'])('before a row are skipped: %j', (sign) => {
    const text = `${sign}"a",b\n${sign}c,d\n`
    expect(cut(text).rows).toEqual(sameRows)
    expect(cut(text, {}, [1]).rows).toEqual(sameRows)
  })

  it('of the end of a text are neither a row nor part of a cell', () => {
    for (const end of ['\x1a', '\r\n\x1a', '\n\x1a\x1a\x1a']) {
      expect(cut(`a,b\nc,d${end}`).rows).toEqual(sameRows)
      expect(cut(`a,b\nc,"d"${end}`, {}, [3]).rows).toEqual(sameRows)
    }
    expect(cut('a\x1ab\n').rows).toEqual([['a\x1ab']])
  })
})

describe('by property', () => {
  it('rows do not depend on where the pieces end', () => {
    fc.assert(
      fc.property(
        csvText(',"\r\n \uFEFF\x1a;'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<LineEnds>('any', '\n', '\r\n', '\r'),
        fc.boolean(),
        (text, lengths, lineEnds, isReversed) => {
          const options = { lineEnds, isReversed }
          expect(cut(text, options, lengths)).toEqual(cut(text, options))
        },
      ),
      { seed: 12, numRuns: 2000 },
    )
  })

  it('what Papa Parse writes comes back', () => {
    const cells = fc.array(csvText(',"\r\n ;'), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(cells, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, newline, quotes) => {
          // Two of them at the start of a row, where they aren't part of its text.
          const own = rows.map((row) => row.map((cell) => cell.replaceAll(/^(ï»¿)+/g, '')))
          expect(cut(Papa.unparse(own, { newline, quotes })).rows).toEqual(own)
        },
      ),
      { seed: 12, numRuns: 1000 },
    )
  })

  it('texts without a break in their form are read as Papa Parse reads them', () => {
    fc.assert(
      fc.property(csvText(',"\n x'), (text) => {
        const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
        // Papa Parse returns an additional row after the last line break.
        const rows = text === '' || text.endsWith('\n') ? data.slice(0, -1) : data
        fc.pre(errors.length === 0 && !/^ï»¿/m.test(text))
        expect(cut(text).rows).toEqual(rows)
      }),
      { seed: 12, numRuns: 2000 },
    )
  })
})
