import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fold } from '../../../shared/search-text.ts'
import { createMatcher, longestMatched, longestQuery, markedParts } from './fuzzy-match.ts'

const score = (query: string, text: string) => createMatcher(query).score(text)
const places = (query: string, text: string) => createMatcher(query).places(text)
/** A text with its matches in brackets. */
const marked = (query: string, text: string) =>
  markedParts(text, places(query, text))
    .map(({ text: part, isFound }) => (isFound ? `[${part}]` : part))
    .join('')
const ranked = (query: string, ...texts: string[]) =>
  texts.toSorted((one, other) => (score(query, other) ?? -1) - (score(query, one) ?? -1))

describe('a query', () => {
  it.each([
    ['rot', 'Harbor robot', 'Harbor [ro]bo[t]'],
    ['rot', 'Protein folding cache', 'P[rot]ein folding cache'],
    ['rot', 'Rotate “Harbor base images”…', '[Rot]ate “Harbor base images”…'],
    ['dc', 'Download CSV…', '[D]ownload [C]SV…'],
    ['nc', 'newCredential', '[n]ew[C]redential'],
    ['hbi', 'harbor-base-images', '[h]arbor-[b]ase-[i]mages'],
    ['robot harbor', 'Harbor robot', '[Harbor] [robot]'],
    ['ГАР', 'Гарбор', '[Гар]бор'],
    ['شبكة', 'مفتاح شبكة', 'مفتاح [شبكة]'],
    ['😀', 'a 😁 b 😀', 'a 😁 b [😀]'],
    ['munchen', 'Registry München', 'Registry [München]'],
    ['mu\u0308n', 'München', '[Mün]chen'],
    ['LODZ', 'Łódź', '[Łódź]'],
    ['groß', 'Großrechner', '[Groß]rechner'],
  ])('“%s” is found in “%s” at the best place', (query, text, wanted) => {
    expect(marked(query, text)).toBe(wanted)
  })

  it('is not found if a letter is missing or out of order', () => {
    expect(score('rob', 'bor')).toBeNull()
    expect(score('harbor zz', 'harbor robot')).toBeNull()
    expect(places('harbor zz', 'harbor robot')).toEqual([])
    expect(score('😀', '😁')).toBeNull()
  })

  it('ranks what begins with it before what has it in the middle, and what is in one piece before what is apart', () => {
    expect(ranked('rot', 'GHCR robot', 'Protein', 'Rotation')).toEqual(['Rotation', 'Protein', 'GHCR robot'])
  })

  it('without letters finds everything', () => {
    expect(createMatcher('  ').isEmpty).toBe(true)
    expect(score(' ', 'harbor')).toBe(0)
  })

  it('and a text count as far as anyone reads them', () => {
    expect(places('x'.repeat(longestQuery + 500), 'x'.repeat(longestQuery))).toHaveLength(longestQuery)
    expect(score('z', `${'a'.repeat(longestMatched)}z`)).toBeNull()
    expect(places('z', `${'a'.repeat(longestMatched - 1)}z`)).toEqual([longestMatched - 1])
  })

  it('that changes its length when it is folded is marked in the right place', () => {
    expect(marked('b', 'ßǰb')).toBe('ßǰ[b]')
  })
})

test('what is found are the letters of the query in their order, in whatever text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(text, fc.string({ unit: 'grapheme-ascii', maxLength: 8 }), (whole, query) => {
      const word = query.replaceAll(/\s/g, '').toLowerCase()
      const small = Array.from(whole, (letter) => {
        const folded = fold(letter)
        return folded.length === letter.length ? folded : letter
      }).join('')
      const isThere = Array.from(word).reduce((from, letter) => {
        const at = from < 0 ? -1 : small.indexOf(letter, from)
        return at < 0 ? -1 : at + letter.length
      }, 0)
      expect(score(word, whole) !== null).toBe(isThere >= 0)
      if (isThere >= 0)
        expect(
          places(word, whole)
            .map((at) => small[at])
            .join(''),
        ).toBe(word)
    }),
    { seed: 20261129, numRuns: 400 },
  )
})

test('the parts of a marked text are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(80)), (text, places) => {
      expect(
        markedParts(text, places)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }),
    { seed: 20261129 },
  )
})
