import Papa from 'papaparse'
import type { Delimiter } from '../../../shared/snapshot.ts'

export type Newline = '\n' | '\r\n' | '\r'

/** Longest row that is taken for one, in UTF-16 units. */
export const longestRow = 64 * 1024 * 1024

/** Thrown where a row is longer; `line` is where it begins. */
export class RowTooLong extends Error {
  readonly line: number
  constructor(line: number) {
    super('row too long')
    this.line = line
  }
}

export interface CutRows {
  rows: string[][]
  /** The line in which the first of them begins. */
  line: number
  /** Where a quote is opened that nothing closes; only in the last ones. */
  unclosed: number | null
}

interface Parsed {
  data: string[][]
  errors: { code: string; index?: number }[]
  meta: { cursor: number }
}

/** How many lines end in a text. */
export function countLines(text: string, newline: Newline): number {
  const sign = newline === '\r' ? '\r' : '\n'
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

/** Cuts text that comes in pieces into rows. Lines count from `firstLine` on. */
export function createRowCutter({
  delimiter,
  newline,
  firstLine,
}: {
  delimiter: Delimiter
  newline: Newline
  firstLine: number
}) {
  let rest = ''
  let line = firstLine
  /** Nothing is tried before so much is there: what was in vain is not gone through again for every piece. */
  let enough = 0

  return {
    cut(text: string, isLast: boolean): CutRows {
      const whole = rest + text
      if (!isLast && whole.length < enough) {
        rest = whole
        if (rest.length > longestRow) throw new RowTooLong(line)
        return { rows: [], line, unclosed: null }
      }
      const parser = new Papa.Parser({ delimiter, newline })
      const parsed = parser.parse(whole, 0, !isLast) as Parsed
      const { data: rows } = parsed
      const begins = line
      const unclosed = parsed.errors.find(({ code }) => code === 'MissingQuotes')
      if (isLast) {
        // After the last line break stands no row.
        if (whole.endsWith(newline) && rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === '') rows.pop()
        rest = ''
      } else {
        rest = whole.slice(parsed.meta.cursor)
        line += countLines(whole.slice(0, parsed.meta.cursor), newline)
        if (rest.length > longestRow) throw new RowTooLong(line)
        enough = rest.length * 2
      }
      return {
        rows,
        line: begins,
        unclosed:
          unclosed === undefined
            ? null
            : begins + countLines(whole.slice(0, Math.max(0, (unclosed.index ?? 0) - 1)), newline),
      }
    },
  }
}

/** Ends all lines of a text that comes in pieces in one way: `\n`. What stands in quotes stays as it is. */
export function createEvenBreaks(): (text: string, isLast: boolean) => string {
  let isQuoted = false
  let held = ''
  return (text, isLast) => {
    const whole = held + text
    held = !isLast && whole.endsWith('\r') ? '\r' : ''
    return whole.slice(0, whole.length - held.length).replace(/"|\r\n/g, (sign) => {
      if (sign === '"') isQuoted = !isQuoted
      return sign === '"' || isQuoted ? sign : '\n'
    })
  }
}
