import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvLines, csvParts, withoutEscape } from './csv-text.ts'

const seed = 20261129

const read = (text: string) =>
  Papa.parse<string[]>(text, { newline: '\r\n', delimiter: ',' }).data[0]?.[0] ?? ''

/** What a spreadsheet would execute, and what it skips before that. */
const runs = /^[\s\0"\ufeff]*[=+\-@＝＋－＠]/

/** Rows as programs split them that use these separators, and quotes at the start of a cell. */
function split(text: string, separators: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text.charAt(at)
        else if (text[at + 1] === '"') cell += text.charAt((at += 1))
        else break
      }
      at += 1
    }
    while (at < text.length && !`${separators}\r\n`.includes(text.charAt(at))) {
      cell += text.charAt(at)
      at += 1
    }
    at += 1
    cells.push(cell)
  }
  return cells
}

describe('escaped formulas', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    ' =1',
    '＝1',
    "'=1",
    "''@x",
    '"=1',
  ])('are written with one apostrophe more, which is taken off again: %j', (text) => {
    const written = read(csvLines([[text, 'x']]))
    expect(written.startsWith("'")).toBe(true)
    expect(withoutEscape(written)).toBe(text)
  })

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a\t@x', "a\t'@x"],
    ['a\n=1+1', "a\n'=1+1"],
    ['a\r\n=1+1', "a\r\n'=1+1"],
    ['a\r=1+1', "a\r'=1+1"],
    ['a;"=1+1;b', `a;'"=1+1;b`],
    ["a; '-1", "a;' '-1"],
    // OWASP/www-community#443: cells that escape the usual advice.
    ['=1+1;=1+2', "'=1+1;'=1+2"],
    ['=1+2";=1+2', `'=1+2";'=1+2`],
  ])('have an apostrophe also behind what another country splits at: %j', (text, escaped) => {
    expect(read(csvLines([[text, 'x']]))).toBe(escaped)
    expect(withoutEscape(escaped)).toBe(text)
  })

  it('leave every other text as it is, apostrophes at its start included', () => {
    for (const text of ["'abc", "''", "'", 'a=b', '', 'a, -b', 'a\r\nb', 'a;b', "it's; 'x'"]) {
      expect(read(csvLines([[text, 'x']]))).toBe(text)
      expect(withoutEscape(text)).toBe(text)
    }
  })

  it('are undone for every text', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'\'"=-@;,\t\r\n \0a＝'.split('')) })
    const starts = fc.tuple(hostile, fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(starts, ([start, rest]) => {
        const text = start + rest
        expect(withoutEscape(read(csvLines([[text, 'x']])))).toBe(text)
      }),
      { seed, numRuns: 500 },
    )
  })

  it('run nowhere, whichever signs a program splits at', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'\'"=+-@;,\t\r\n ax＝'.split('')) })
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(rows, (table) => {
        const text = csvLines(table)
        for (const separators of [',', ';', '\t', ',;\t', ';\t'])
          expect(split(text, separators).filter((found) => runs.test(found))).toEqual([])
        // A program that doesn't support quotes at all.
        expect(text.split(/[;\t\r\n]/).filter((found) => runs.test(found))).toEqual([])
      }),
      { seed, numRuns: 3000 },
    )
  })
})

describe('rows', () => {
  it('are the same cells in a program that splits at commas, semicolons and tabs at once', () => {
    const rows = [
      ['a;b', 'c\td', 'e|f'],
      [' x ', '"', 'a,b'],
    ]
    expect(split(csvLines(rows), ',;\t').filter((cell) => cell !== '')).toEqual(rows.flat())
  })

  it('of empty cells are no blank lines', () => {
    expect(csvLines([[''], ['a'], ['']])).toBe('""\r\na\r\n""\r\n')
    expect(csvLines([['', '']])).toBe('"",""\r\n')
  })
})

describe('long cells', () => {
  const cellsOf = (text: string) => Papa.parse<string[]>(text, { newline: '\r\n', delimiter: ',' }).data

  it('have the same text in parts as in one piece', () => {
    const signs = ['=', '+', "'", '"', ' ', '\0', ';', '\t', '\r', '\n', '\r\n', 'a', 'é', '😀', '＝', ',']
    const text = fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (row, longest) => {
          expect(cellsOf([...csvParts([row], longest)].join(''))).toEqual(cellsOf(csvLines([row])))
        },
      ),
      { numRuns: 3000, seed },
    )
  })

  it('come in parts that are short, whole signs each', () => {
    const parts = [...csvParts([['😀 x=1;=2\n'.repeat(100_000)]])]
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.every((part) => part.length < 300_000 && part.isWellFormed())).toBe(true)
  })
})
