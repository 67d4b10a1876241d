import Papa from 'papaparse'

/**
 * What makes a spreadsheet run a cell: a sign of a formula, in its full width as well. Before it may stand what some
 * skip: spaces, quotes, zero bytes. Apostrophes of the text's own count as part of what stands before, so that exactly
 * one can be taken off again.
 */
const formula = String.raw`['"\0 \u00a0\u3000\ufeff]*[=+\-@＝＋－＠]`
/** At the start of a cell also what spreadsheets pass over to look for such a sign. */
const startsFormula = String.raw`(?:${formula}|'*[\t\r\n\0])`
/**
 * Where another cell may begin: Credenza separates cells by commas and quotes every text that has a separator in it,
 * but a spreadsheet of another country splits at semicolons or tabs, and then takes no quote within a line for one.
 */
const begins = String.raw`[;\t\n]|\r(?!\n)`

const withinCell = String.raw`(?<=${begins})(?=${formula})`
const unescaped = new RegExp(`^(?=${startsFormula})|${withinCell}`, 'g')
const escaped = new RegExp(`^'(?=${startsFormula})|(?<=${begins})'(?=${formula})`, 'g')

/** What only quotes keep together in every program, or from being taken for a byte order mark. */
const needsQuotes = /[",;\t\r\n|]|^\s|^ï»¿|\s$/

/** Puts an apostrophe before everything in a text that a spreadsheet would run, however it splits the line. */
const withEscape = (text: string): string => text.replace(unescaped, "'")

/** What was in a cell before its formulas were escaped; for every text the inverse of `csvLines`. */
export const withoutEscape = (text: string): string => (text.includes("'") ? text.replace(escaped, '') : text)

const isQuoted = (text: string): boolean => needsQuotes.test(text)

/** A row of empty cells and spaces has quotes, so that no program takes it for a blank line. */
function csvLine(row: readonly string[]): string {
  const isBlank = row.every((cell) => cell.trim() === '')
  return `${Papa.unparse([row.map(withEscape)], { newline: '\r\n', quotes: isBlank || isQuoted })}\r\n`
}

/** What only quotes keep together where a spreadsheet takes rows from the clipboard, separated by tabs. */
const needsQuotesAmongTabs = /["\t\r\n]/

/**
 * Rows as a spreadsheet takes them from the clipboard: cells separated by tabs, formulas escaped as in a CSV. A cell with a
 * tab, a line break or a quote is in quotes. Each row is ended by a line break.
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

/** Rows as CSV of RFC 4180 with formulas escaped, each ended by a line break. */
export const csvLines = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('')

/** A longer cell is written in parts of about this length, in UTF-16 units: each takes the thread some milliseconds. */
const longestPart = 256 * 1024
const unescapedWithin = new RegExp(withinCell, 'g')
/** Signs in a run of which a formula may begin; and the first half of a sign that has two. */
const undivided = /['"\0 \u00a0\u3000\ufeff=+\-@＝＋－＠;\t\r\n\ud800-\udbff]/
const beginsCell = /[;\t\r\n]/

/** The same cells as `csvLines` in parts, none of which takes long; a cell longer than `longest` always has quotes. */
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

/** Where a part can end from a place on, so that all which is escaped together is in one part. */
function endOfPart(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const before = text.charAt(at - 1)
    if (!undivided.test(before) || (before !== "'" && beginsCell.test(text.charAt(at)))) return at
  }
  return text.length
}
