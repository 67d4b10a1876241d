import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasInvisible, visibleLines, visibleText, visibleValue } from './visible-text.ts'

describe('a text that spoofs', () => {
  it.each([
    ['escape sequences', '\u001b[31mred\u001b]52;c;cHduZWQ=\u0007', '␛[31mred␛]52;c;cHduZWQ=␇'],
    ['C1 controls', 'a\u009b31mb\u0085', 'a⟨U+009B⟩31mb⟨U+0085⟩'],
    ['line breaks and tabs', 'a\r\nb\tc\u007f', 'a␍␊b␉c␡'],
    ['a bidi override', 'gnp\u202egpj.exe', 'gnp⟨U+202E⟩gpj.exe'],
    [
      'bidi isolates and marks',
      '\u2066a\u2069\u200e\u200f\u061c',
      '⟨U+2066⟩a⟨U+2069⟩⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩',
    ],
    ['zero-width characters', 'ha\u200brb\u2060o\ufeffr\u200d', 'ha⟨U+200B⟩rb⟨U+2060⟩o⟨U+FEFF⟩r⟨U+200D⟩'],
    ['a joiner between Latin letters', 'ro\u200cot\u200dx', 'ro⟨U+200C⟩ot⟨U+200D⟩x'],
    ['a soft hyphen', 'ro\u00adot', 'ro⟨U+00AD⟩ot'],
    ['line separators', 'a\u2028b\u2029', 'a⟨U+2028⟩b⟨U+2029⟩'],
    ['tags', 'a\u{e0068}\u{e0069}', 'a⟨U+E0068⟩⟨U+E0069⟩'],
    ['tags behind a flag that is none', '\u{1f3f4}\u{e0061}\u{e007f}', '\u{1f3f4}⟨U+E0061⟩⟨U+E007F⟩'],
    ['variation selectors', 'a\ufe0f\u{e0100}1\ufe0f', 'a⟨U+FE0F⟩⟨U+E0100⟩1⟨U+FE0F⟩'],
    ['two selectors behind an emoji', '❤\ufe0f\ufe0f', '❤\ufe0f⟨U+FE0F⟩'],
    ['fillers', 'a\u3164\u115f\u2800', 'a⟨U+3164⟩⟨U+115F⟩⟨U+2800⟩'],
    ['private and unassigned characters', '\ue000\u0378\uffff', '⟨U+E000⟩⟨U+0378⟩⟨U+FFFF⟩'],
    ['invalid character', 'a\ud800', 'a⟨U+D800⟩'],
  ])('by %s is shown as what it is', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
    expect(hasInvisible(text)).toBe(true)
  })
})

describe('a text that people write', () => {
  it.each([
    'Größe, naïve, ça – “quoted” …',
    'Cafe\u0301',
    'סוד של צוות',
    'كلمة المرور',
    // With a joiner that separates two letters, and one that joins them.
    'می\u200cخواهم',
    'क्\u200dष',
    '日本語 한국어 ไทย',
    '👩‍👩‍👧‍👦 👍🏽 ❤️ 1️⃣ 🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👁️‍🗨️',
    'a\u00a0b\u3000c',
    '',
  ])('stays: %s', (text) => {
    expect(visibleText(text)).toBe(text)
    expect(hasInvisible(text)).toBe(false)
  })
})

// Names with bidi overrides or zero-width characters posed as others.
it('nothing invisible is left of any text but what belongs to emoji and scripts', () => {
  const nasty = fc.constantFrom(
    '\u001b',
    '\u202e',
    '\u200d',
    '\ufe0f',
    '\u{e0041}',
    '\u0007',
    'a',
    'م',
    '👩',
    '\n',
  )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: nasty })), (text) => {
      const shown = visibleText(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\p{Co}]/u)
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

it('lines stay lines where they may, of every system, and a return that overwrites one does not', () => {
  expect(visibleLines('a\nb\u001b\r\n\tc\rd')).toBe('a\nb␛\n\tc␍d')
})

it('what isn’t text is shown as it is', () => {
  expect([visibleValue('a\u200b'), visibleValue(3), visibleValue(undefined)]).toEqual([
    'a⟨U+200B⟩',
    3,
    undefined,
  ])
})
