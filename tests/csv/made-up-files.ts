import fc from 'fast-check'
import type { PythonForm } from './python-reader.ts'
import { encoded } from './quirks.ts'

/** A file with its known content. */
export interface MadeUpFile {
  bytes: Buffer
  form: PythonForm
  /** Split at line breaks outside of quotes. The first has the titles. */
  lines: MadeUpLine[]
}

interface MadeUpLine {
  cells: string[]
  /** Only empty cells, one of which has quotes, which makes it a row and not a blank line. */
  isQuotedBlank: boolean
}

/** Characters and words on which readers differ: edges of cells, rows and formats, escapes, object keys, dates. */
const tricky = [
  ...['', ' ', '"', '""', '"""', ',', ';', '\t', '|', '\n', '\r\n', '\r', '\r\r\n', '\n\r', ',\n', '"\r\n"'],
  ...["'", "''", "'a", '=1+1', "'=1+1", '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'a;=1+1', 'a\n=1'],
  ...[
    '\0',
    '\u001a',
    '\uFEFF',
    '\uFEFFa',
    'ï»¿',
    '\u2028',
    '\u0085',
    '\u000b',
    '\u000c',
    '\u202egnp',
    '😀',
    'é',
    'e\u0301',
  ],
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'NULL',
    'N/A',
    '-',
    '–',
    'Never',
    'TRUE',
    '0',
    '007',
    '1e5',
  ],
  ...[
    '03/04/2026',
    '2026-09-27T14:03:22Z',
    '0001-01-01T00:00:00Z',
    'sep=;',
    '#',
    '# a',
    '%PDF-',
    '{',
    '<a>',
    '\\',
    '\\"',
  ],
]

const anyCell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...tricky) },
  { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...tricky), { maxLength: 4 }).map((parts) => parts.join('')),
  },
)

/** `Credential` is known, so that the header is unambiguous. The others mean nothing to Credenza. */
const titlesOf = (width: number): string[] => [
  'Credential',
  ...Array.from({ length: width - 1 }, (_, at) => `Note ${at + 1}`),
]

/** What needs quotes for every reader, or is read differently by ours without them. */
const needsQuotes = (text: string, delimiter: string): boolean =>
  /["\r\n\u001a\uFEFF]|^ï»¿|^\s|\s$/.test(text) || text.includes(delimiter)

const anyTable = fc.array(
  fc.array(fc.record({ text: anyCell, isQuoted: fc.boolean() }), { minLength: 1, maxLength: 6 }),
  { maxLength: 8 },
)
type PutCell = { text: string; isQuoted: boolean }

/** Well-formed files in every dialect: separators, line breaks, unnecessary quotes, rows of any length. */
export const anyFile: fc.Arbitrary<MadeUpFile> = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    table: anyTable,
    isRagged: fc.boolean(),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    breaks: fc.array(fc.constantFrom('\r\n', '\n', '\r'), { minLength: 1, maxLength: 3 }),
    isEndless: fc.boolean(),
    blank: fc.nat(12),
    encoding: fc.constantFrom('utf-8', 'utf-8-sig', 'utf-16'),
  })
  .map(({ width, table, isRagged, delimiter, breaks, isEndless, blank, encoding }) => {
    const put: PutCell[][] = [
      titlesOf(width).map(plain),
      ...table.map((row) => (isRagged ? row : filled(row, width))),
    ]
    if (blank > 0 && blank < put.length) put.splice(blank, 0, [plain('')])
    let text = ''
    put.forEach((row, at) => {
      const line = row.map((cell) => written(cell, delimiter)).join(delimiter)
      // A line feed after a blank line would belong to the preceding carriage return.
      const isSplit = line === '' && text.endsWith('\r')
      const end =
        isEndless && at === put.length - 1 ? '' : isSplit ? '\r' : (breaks[at % breaks.length] ?? '\n')
      text += line + end
    })
    const lines = put.map((row) => ({
      cells: row.map((cell) => cell.text),
      isQuotedBlank:
        row.every((cell) => cell.text.trim() === '') &&
        row.some((cell) => written(cell, delimiter).startsWith('"')),
    }))
    return { bytes: encoded(text, encoding), form: { encoding, delimiter }, lines }
  })

const plain = (text: string): PutCell => ({ text, isQuoted: false })
const filled = (row: readonly PutCell[], width: number) =>
  Array.from({ length: width }, (_, at) => row[at] ?? plain(''))

const written = ({ text, isQuoted }: PutCell, delimiter: string): string =>
  isQuoted || needsQuotes(text, delimiter) ? `"${text.replaceAll('"', '""')}"` : text

/** Texts that are hardly tables: all special characters in any order below a header line. */
export const anySoup: fc.Arbitrary<Buffer> = fc
  .array(
    fc.constantFrom(',', '"', '""', '"x"', '\n', '\r', '\r\n', ';', 'a', "'", '=', ' ', '\t', 'Ω', ',"'),
    {
      maxLength: 40,
    },
  )
  .map((signs) => Buffer.from(`${titlesOf(3).join(',')}\n${signs.join('')}`, 'utf8'))
