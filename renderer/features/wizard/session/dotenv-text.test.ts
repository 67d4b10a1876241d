import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dotenvRemarkTexts, looksLikeDotenv, readDotenv } from './dotenv-text.ts'

const pairs = (text: string) => readDotenv(text).entries.map(({ key, value }) => [key, value])
const told = (text: string) => Object.fromEntries(readDotenv(text).remarks)

test.each([
  [
    'A=1\nB=2',
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  [
    '\uFEFFA=1\r\nB=2\r\n',
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  [
    'export A=1\n  export\tB = 2  ',
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  ['# comment\n\n \nA=', [['A', '']]],
  [
    'A="two words"\nB=\'single # kept\'\nC=`back`',
    [
      ['A', 'two words'],
      ['B', 'single # kept'],
      ['C', 'back'],
    ],
  ],
  [
    'A="first\r\nsecond"\nB=2',
    [
      ['A', 'first\nsecond'],
      ['B', '2'],
    ],
  ],
  [
    "A='-----BEGIN-----\nabc\n-----END-----\n'\nB=2",
    [
      ['A', '-----BEGIN-----\nabc\n-----END-----\n'],
      ['B', '2'],
    ],
  ],
  ['URL=postgres://u:p@h/db?a=b==', [['URL', 'postgres://u:p@h/db?a=b==']]],
  ['A={"a": "b"}', [['A', '{"a": "b"}']]],
  ['a.b-c_D=1', [['a.b-c_D', '1']]],
  [
    'A="it\'s"\nB=\'say "hi"\'',
    [
      ['A', "it's"],
      ['B', 'say "hi"'],
    ],
  ],
  ["A='no \\n escape'", [['A', 'no \\n escape']]],
  // kubernetes/kubectl#1610: the lines of a key contain no assignment, even if the last one ends with `=`.
  [
    'KEY="-----BEGIN KEY-----\nMIIE+/aB\nxw==\n-----END KEY-----"\nB=2',
    [
      ['KEY', '-----BEGIN KEY-----\nMIIE+/aB\nxw==\n-----END KEY-----'],
      ['B', '2'],
    ],
  ],
  ['', []],
])('reads %j without a remark', (text, expected) => {
  expect(pairs(text)).toEqual(expected)
  expect(told(text)).toEqual({})
})

test.each([
  ['A=1\nnonsense\nB: 2', [['A', '1']], { 'not-read': [2, 3] }],
  ['two words=1', [], { 'not-read': [1] }],
  ['=1', [], { 'not-read': [1] }],
  ['A=1 # why', [['A', '1']], { 'comment-cut': [1] }],
  ['A= # why', [['A', '']], { 'comment-cut': [1] }],
  ['A=pa#ss', [['A', 'pa#ss']], { 'hash-kept': [1] }],
  ['A=#abc', [['A', '#abc']], { 'hash-kept': [1] }],
  ['A="a\\nb"', [['A', 'a\nb']], { 'escapes-read': [1] }],
  ['A="say \\"hi\\" \\q"', [['A', 'say "hi" \\q']], { 'escapes-read': [1] }],
  [
    'A=$HOME/x\nB="${X}"',
    [
      ['A', '$HOME/x'],
      ['B', '${X}'],
    ],
    { 'dollar-kept': [1, 2] },
  ],
  // kubernetes/kubernetes#125430: a password that begins with a quote, and one that ends with it.
  [
    'X=1\nA="open\nB=close"\nC=3',
    [
      ['X', '1'],
      ['A', 'open\nB=close'],
      ['C', '3'],
    ],
    { 'assignment-within': [3] },
  ],
  [
    'A="open\nB=2',
    [
      ['A', '"open'],
      ['B', '2'],
    ],
    { 'quote-kept': [1] },
  ],
  [
    'A="a"b"\nB=2',
    [
      ['A', '"a"b"'],
      ['B', '2'],
    ],
    { 'quote-kept': [1] },
  ],
  [
    'A=1\nB=2\nA=3',
    [
      ['B', '2'],
      ['A', '3'],
    ],
    { 'key-again': [1] },
  ],
])('reports how it read %j', (text, expected, remarks) => {
  expect(pairs(text)).toEqual(expected)
  expect(told(text)).toEqual(remarks)
})

test('counts the lines of values of several lines', () => {
  const { entries, remarks } = readDotenv('A="1\n2\n3"\nB=4\nnonsense')
  expect(entries.map(({ line }) => line)).toEqual([1, 4])
  expect(dotenvRemarkTexts(remarks)).toEqual(['Line 5: not KEY=value, left out.'])
})

test('names the first lines of many', () => {
  const { remarks } = readDotenv('x\n'.repeat(7))
  expect(dotenvRemarkTexts(remarks)).toEqual(['Lines 1, 2, 3, 4, 5 and 2 more: not KEY=value, left out.'])
})

test('any value in double quotes arrives as it was', () => {
  const values = fc.array(
    fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\r')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(values, (given) => {
      const quoted = given.map(
        (value, at) => `K${at}="${value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}" # ${at}`,
      )
      expect(pairs(quoted.join('\r\n'))).toEqual(given.map((value, at) => [`K${at}`, value]))
    }),
    { seed: 13 },
  )
})

test('every line is an assignment, a comment, empty, or reported', () => {
  const line = fc.stringMatching(/^[ A="'`#$\\x]{0,12}$/)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
      const { entries, remarks } = readDotenv(lines.join('\n'))
      const noted = new Set([...remarks.values()].flat())
      const first = lines.findIndex((own) => own.trim() !== '' && !own.trim().startsWith('#'))
      if (first !== -1)
        expect(noted.has(first + 1) || entries.some((entry) => entry.line === first + 1)).toBe(true)
    }),
    { seed: 13 },
  )
})

test('a key alone is not a file', () => {
  expect(looksLikeDotenv('HF_TOKEN')).toBe(false)
  expect(looksLikeDotenv('HF_TOKEN\n')).toBe(false)
  expect(looksLikeDotenv('# x\nHF_TOKEN=1')).toBe(true)
})
