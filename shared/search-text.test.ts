import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { fold, sortText, textTest } from './search-text.ts'

// bitwarden/clients#2479: an accent hid what was searched without it. actualbudget/actual#3449, Neamar/KISS#1141 and
// motss/normalize-diacritics#108: so did a stroke, which Unicode doesn’t count as an accent.
it.each([
  ['ÀÉ', 'ae'],
  ['Łódź', 'lodz'],
  ['Tromsø', 'tromso'],
  ['Straße', 'strasse'],
  ['Œuvre', 'oeuvre'],
  ['İstanbul', 'istanbul'],
  ['Diyarbakır', 'diyarbakir'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Mu\u0308nchen', 'munchen'],
])('%s is searched as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('a text is found by all words of a search, in any order and however they are accented', () => {
  expect(textTest('łodz ml')('ML of Łódź')).toBe(true)
  expect(textTest('LÓDZ other')('ML of Łódź')).toBe(false)
  expect(textTest(' ')('anything')).toBe(true)
})

// wenzhixin/bootstrap-table#515: long numbers came before short ones.
test('numbers are ordered by their value, however long they are', () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 40n })
  fc.assert(
    fc.property(digits, digits, fc.nat(3), (one, other, zeros) => {
      const [a, b] = [sortText(`key ${'0'.repeat(zeros)}${one}x`), sortText(`key ${other}x`)]
      expect(a === b ? 0 : a < b ? -1 : 1).toBe(one === other ? 0 : one < other ? -1 : 1)
    }),
  )
})

test('numbers precede letters and follow signs', () => {
  const sorted = ['kb', 'k-1', 'k10', 'K2', 'k', 'k999999999999', 'k1000000000000']
  expect(sorted.toSorted((a, b) => (sortText(a) < sortText(b) ? -1 : 1))).toEqual([
    ...['k', 'k-1', 'K2', 'k10', 'k999999999999', 'k1000000000000', 'kb'],
  ])
})
