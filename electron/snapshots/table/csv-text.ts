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

const unescaped = new RegExp(`^(?=${startsFormula})|(?<=${begins})(?=${formula})`, 'g')
const escaped = new RegExp(`^'(?=${startsFormula})|(?<=${begins})'(?=${formula})`, 'g')

/** What only quotes keep together in every program, or from being taken for a byte order mark. */
const needsQuotes = /[",;\t\r\n|]|^\s|^ï»¿|\s$/

/** Puts an apostrophe before everything in a text that a spreadsheet would run, however it splits the line. */
const withEscape = (text: string): string => text.replace(unescaped, "'")

/** What stood in a cell before its formulas were escaped; for every text the inverse of `csvLines`. */
export const withoutEscape = (text: string): string => (text.includes("'") ? text.replace(escaped, '') : text)

const isQuoted = (text: string): boolean => needsQuotes.test(text)

/** A row of empty cells and spaces has quotes, so that no program takes it for a blank line. */
function csvLine(row: readonly string[]): string {
  const isBlank = row.every((cell) => cell.trim() === '')
  return `${Papa.unparse([row.map(withEscape)], { newline: '\r\n', quotes: isBlank || isQuoted })}\r\n`
}

/** Rows as CSV of RFC 4180 with formulas escaped, each ended by a line break. */
export const csvLines = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('')
