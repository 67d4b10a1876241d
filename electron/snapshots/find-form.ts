import Papa from 'papaparse'
import { delimiters, type Delimiter } from '../../shared/snapshot.ts'
import type { Newline } from './cut-rows.ts'
import { columnOfTitle } from './read-titles.ts'

const sampleLength = 256 * 1024
const sampleRows = 50

export interface CsvForm {
  delimiter: Delimiter
  newline: Newline
  /** Length of a first line that only names the delimiter, as Excel writes it. */
  skip: number
}

/** Finds out how the rows of a text are written. */
export function findForm(start: string): CsvForm {
  const sample = start.slice(0, sampleLength)
  const newline = findNewline(sample)
  const named = /^"?sep=(.)"?(\r\n|\n|\r)/i.exec(sample)
  const skip = named?.[0].length ?? 0
  const delimiter = delimiters.find((sign) => sign === named?.[1])
  return { newline, skip, delimiter: delimiter ?? findDelimiter(sample.slice(skip), newline) }
}

/** The first line break outside of quotes. */
function findNewline(sample: string): Newline {
  let isQuoted = false
  for (let at = 0; at < sample.length; at += 1) {
    const sign = sample[at]
    if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (sign === '\n') return '\n'
    else if (sign === '\r') return sample[at + 1] === '\n' ? '\r\n' : '\r'
  }
  return '\n'
}

interface Guess {
  delimiter: Delimiter
  known: number
  /** How many of the rows have as many cells as there are titles. */
  even: number
  cells: number
}

/** The delimiter under which most titles are known; else the one under which the rows fall into columns best. */
function findDelimiter(sample: string, newline: Newline): Delimiter {
  const guesses = delimiters.map((delimiter): Guess => {
    const parser = new Papa.Parser({ delimiter, newline, preview: sampleRows })
    const { data } = parser.parse(sample, 0, false) as { data: string[][] }
    const rows = data.filter((row) => row.length > 1 || row[0]?.trim() !== '')
    const titles = rows[0] ?? []
    // The sample may end within its last row.
    const others = rows.slice(1, Math.max(2, rows.length - 1))
    const even = others.filter((row) => row.length === titles.length).length
    return {
      delimiter,
      known: titles.filter((title) => columnOfTitle(title) !== null).length,
      even: others.length === 0 ? 1 : even / others.length,
      cells: titles.length,
    }
  })
  const several = guesses.filter(({ cells }) => cells > 1)
  several.sort((a, b) => b.known - a.known || b.even - a.even || b.cells - a.cells)
  return several[0]?.delimiter ?? ','
}
