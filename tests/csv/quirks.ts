/**
 * What tools and people write, from public bug reports and the tests of other readers. Each is a text below the line
 * `Credential,Note 1,Note 2`, with commas and line feeds that a test replaces by other separators and line breaks.
 */
interface Quirk {
  name: string
  text: string
  /** The rows if Credenza reads it differently on purpose. docs/csv.md has the reason under this name. */
  ours?: string[][]
}

const quirk = (name: string, text: string, ours?: string[][]): Quirk => ({
  name,
  text,
  ...(ours && { ours }),
})

export const quirks: readonly Quirk[] = [
  // RFC 4180, section 2
  quirk('no line break at the end', 'a,b,c\nd,e,f'),
  quirk('a line break at the end', 'a,b,c\nd,e,f\n'),
  quirk('quotes around all cells', '"a","b","c"\n"d","e","f"\n'),
  quirk('a separator, a quote and a line break in a cell', '"a,b","c ""d""","e\nf"\n'),
  quirk('spaces are part of a cell', ' a , b,c \n'),
  // csv-spectrum and the acid test of CSV
  quirk('empty cells in quotes and without', 'a,"",\n,"","b"\n'),
  quirk('a cell of quotes alone', '"""",a,""""""\n'),
  quirk('JSON in a cell', 'a,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}",c\n'),
  quirk('several line breaks in a cell', '"a\n\n\nb",c,d\n'),
  quirk('a line break at the start and at the end of a cell', '"\na\n",b,c\n'),
  quirk('letters of other scripts', 'ʤ,한글,"😀,ß"\n'),
  // The tests of Python's csv and of Papa Parse
  quirk('a quote in the middle of a cell', 'a"b,c""d,e"f"g\n'),
  quirk('a quote at the end of a cell', 'a",b"",c\n'),
  quirk('a quote behind a space', ' "a",b,c\n'),
  quirk('an apostrophe is no quote', "'a,b',c\n"),
  quirk('a backslash escapes nothing', 'a\\,b\\n,\\"c\n'),
  quirk('a sign of comments is a cell', '# a,b,c\n#,d,e\n'),
  quirk('separators alone between rows', 'a,b,c\n,,\nd,e,f\n'),
  quirk('blank lines between rows and at the end', '\n\na,b,c\n\n\nd,e,f\n\n\n'),
  quirk('lines of spaces', 'a,b,c\n   \nd,e,f\n'),
  quirk('a separator too many at the end of lines', 'a,b,c,\nd,e,f,\n'),
  quirk('rows that are too short', 'a\nb,c\nd,e,f\n'),
  quirk('rows that are too long', 'a,b,c,d,e\nf,g,h\n'),
  quirk('a quote that nothing closes', 'a,b,c\nd,"e,f\ng,h,i\n'),
  quirk('a quote that nothing closes at the end', 'a,b,"'),
  quirk('a cell that is longer than a buffer', `a,"${'x,""'.repeat(40_000)}",c\n`),
  quirk('many cells beyond the titles', `a${',b'.repeat(300)}\n`),
  quirk('controls', 'a\u0001b,\u001b[31mc,\u007f\u0085\n'),
  quirk('other separators of lines are text', 'a\u2028b,c\u2029d,e\u000bf\n'),
  quirk('zero bytes are text', 'a\0b,\0,c\n'),
  quirk('numbers and dates are text', '007,1e5,03/04/2026\n+49 30,1.000,0x10\n'),
  quirk('words for nothing are text', 'NULL,N/A,None\nnan,undefined,null\n'),
  quirk('names of what objects have', '__proto__,constructor,toString\n'),
  quirk('repeated titles', 'a,b,c\nCredential,Note 1,Note 2\nd,e,f\n'),
  quirk('formulas that were made harmless', "'=1+1,'-2,'@x\n"),
  quirk('formulas as they are', '=1+1,-2,"=HYPERLINK(""x"")"\n'),
  // Where Credenza reads differently
  quirk('text after a closing quote', '"a"b,c,d\n', [['a"b,c,d\n']]),
  quirk('a quote that isn’t doubled', '"a "b" c",d,e\n', [['a "b" c', 'd', 'e']]),
  quirk('spaces after a closing quote', '"a" ,"b"  ,c\n', [['a', 'b', 'c']]),
  quirk('a byte order mark before a row', 'a,b,c\n\uFEFFd,e,f\n', [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]),
  quirk('a byte order mark that was read as Windows-1252', 'a,b,c\nï»¿d,e,f\n', [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]),
  quirk('the end-of-text character of DOS', 'a,b,c\n\u001a\u001a', [['a', 'b', 'c']]),
]

/** The separators, line breaks and encodings in which each is tested. */
export const dialects = [
  { delimiter: ',', end: '\n', encoding: 'utf-8' },
  { delimiter: ',', end: '\r\n', encoding: 'utf-8-sig' },
  { delimiter: ';', end: '\r\n', encoding: 'utf-8' },
  { delimiter: ';', end: '\r', encoding: 'utf-8' },
  { delimiter: '\t', end: '\n', encoding: 'utf-16' },
  { delimiter: '|', end: '\n', encoding: 'utf-8-sig' },
] as const
type Dialect = (typeof dialects)[number]

/** A quirk in a dialect: its bytes, and Credenza's expected result if it differs from Python's. */
export function fileOf({ text, ours }: Quirk, { delimiter, end, encoding }: Dialect) {
  const translated = (part: string) => part.replaceAll(',', delimiter).replaceAll('\n', end)
  const whole = translated(`Credential,Note 1,Note 2\n${text}`)
  return {
    bytes: encoded(whole, encoding),
    form: { encoding, delimiter },
    ours: ours?.map((row) => row.map(translated)),
  }
}

/** Text as bytes. `utf-8-sig` and `utf-16` begin with a byte order mark. */
export const encoded = (text: string, encoding: string): Buffer =>
  encoding === 'utf-8'
    ? Buffer.from(text, 'utf8')
    : Buffer.from(`\uFEFF${text}`, encoding === 'utf-16' ? 'utf16le' : 'utf8')
