import Papa from 'papaparse'

/**
 * What makes a spreadsheet evaluate a cell: a formula character, including full-width ones. Some spreadsheets skip
 * spaces, quotes and NULs before it. The text's own leading apostrophes count as skipped too, so that exactly one can
 * be removed again.
 */
const formula = String.raw`['"\0 \u00a0\u3000\ufeff]*[=+\-@＝＋－＠]`
/** At the start of a cell, also what spreadsheets skip before such a character. */
const startsFormula = String.raw`(?:${formula}|'*[\t\r\n\0])`
/**
 * Where another cell may begin. Credenza separates cells by commas and quotes every text with a separator, but
 * spreadsheets of other locales split at semicolons or tabs, and then don't treat quotes within a line as such.
 */
const begins = String.raw`[;\t\n]|\r(?!\n)`

const withinCell = String.raw`(?<=${begins})(?=${formula})`
const unescaped = new RegExp(`^(?=${startsFormula})|${withinCell}`, 'g')
const escaped = new RegExp(`^'(?=${startsFormula})|(?<=${begins})'(?=${formula})`, 'g')

/** What needs quotes to stay one cell in every program, or not to be taken for a byte order mark. */
const needsQuotes = /[",;\t\r\n|]|^\s|^ï»¿|\s$/

/** Puts an apostrophe before everything in a text that a spreadsheet would evaluate, however it splits the line. */
const withEscape = (text: string): string => text.replace(unescaped, "'")

/** A cell's text before its formulas were escaped. The inverse of `csvLines` for every text. */
export const withoutEscape = (text: string): string => (text.includes("'") ? text.replace(escaped, '') : text)

const isQuoted = (text: string): boolean => needsQuotes.test(text)

/** A row with only empty cells and spaces gets quotes, so that no program takes it for a blank line. */
function csvLine(row: readonly string[]): string {
  const isBlank = row.every((cell) => cell.trim() === '')
  return `${Papa.unparse([row.map(withEscape)], { newline: '\r\n', quotes: isBlank || isQuoted })}\r\n`
}

/** What needs quotes to stay one cell when a spreadsheet pastes tab-separated rows. */
const needsQuotesAmongTabs = /["\t\r\n]/

/**
 * Rows for pasting into a spreadsheet: tab-separated, with formulas escaped as in a CSV. Cells with a tab, a line break
 * or a quote are quoted. Each row ends with a line break.
 */
export const tabbedLines = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => {
      const cells = row
        .map(withEscape)
        .map((text) => (needsQuotesAmongTabs.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
      return `${cells.join('\t')}\n`
    })
    .join('')

/** Rows as CSV (RFC 4180) with formulas escaped, each ended by a line break. */
export const csvLines = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('')

/**
 * A longer cell is written in parts of about this many UTF-16 units, each of which blocks the thread for some
 * milliseconds.
 */
const longestPart = 256 * 1024
const unescapedWithin = new RegExp(withinCell, 'g')
/** Characters that may belong to the start of a formula, and the first half of a surrogate pair. */
const undivided = /['"\0 \u00a0\u3000\ufeff=+\-@＝＋－＠;\t\r\n\ud800-\udbff]/
const beginsCell = /[;\t\r\n]/

/** The same output as `csvLines` in parts, none of which takes long. A cell longer than `longest` is always quoted. */
export function* csvParts(
  rows: Iterable<readonly string[]>,
  longest: number = longestPart,
): Generator<string> {
  for (const row of rows) {
    if (row.every((cell) => cell.length <= longest)) yield csvLine(row)
    else yield* longLine(row, longest)
  }
}

function* longLine(row: readonly string[], longest: number): Generator<string> {
  for (const [at, cell] of row.entries()) {
    if (at > 0) yield ','
    if (cell.length > longest) yield* longCell(cell, longest)
    else yield Papa.unparse([[withEscape(cell)]], { quotes: isQuoted })
  }
  yield '\r\n'
}

function* longCell(text: string, longest: number): Generator<string> {
  yield '"'
  for (let from = 0; from < text.length;) {
    const end = endOfPart(text, from + longest)
    const part = text.slice(from, end)
    yield (from === 0 ? withEscape(part) : part.replace(unescapedWithin, "'")).replaceAll('"', '""')
    from = end
  }
  yield '"'
}

/** Where a part that starts at `from` can end without splitting what is escaped together. */
function endOfPart(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const before = text.charAt(at - 1)
    if (!undivided.test(before) || (before !== "'" && beginsCell.test(text.charAt(at)))) return at
  }
  return text.length
}
