import Papa from 'papaparse'

/**
 * Fields that a spreadsheet would run as a formula: Papa Parse puts an apostrophe before them. Apostrophes of their
 * own count as a part of the mark, so that exactly one can be taken off again.
 */
const formula = /^'*[=+\-@\t\r\0]/
const escapedFormula = /^'+[=+\-@\t\r\0]/
const apostrophe = 39

/** Rows as CSV of RFC 4180 with formulas escaped, each ended by a line break. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse(rows as string[][], { newline: '\r\n', escapeFormulae: formula })}\r\n`

/** What stood in a field before its formula was escaped; for every text the inverse of `csvLines`. */
export const withoutEscape = (text: string): string =>
  text.charCodeAt(0) === apostrophe && escapedFormula.test(text) ? text.slice(1) : text
