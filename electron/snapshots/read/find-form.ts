import Papa from 'papaparse'
import { delimiters, type Delimiter } from '../../../shared/snapshot.ts'
import type { Newline } from './cut-rows.ts'
import { columnOfTitle } from './read-titles.ts'

const sampleLength = 256 * 1024
const sampleRows = 50

export interface CsvForm {
  delimiter: Delimiter
  newline: Newline
  /** Lines end in both ways, with and without a carriage return; then `newline` is the one without. */
  hasBothBreaks: boolean
  /** Length of a first line that only names the delimiter, as Excel writes it. */
  skip: number
}

/** Finds out how the rows of a text are written. */
export function findForm(start: string): CsvForm {
  const sample = start.slice(0, sampleLength)
  const { newline, hasBothBreaks } = findNewline(sample)
  const named = /^"?sep=(.)"?(\r\n|\n|\r)/i.exec(sample)
  const skip = named?.[0].length ?? 0
  const delimiter = delimiters.find((sign) => sign === named?.[1])
  return { newline, hasBothBreaks, skip, delimiter: delimiter ?? findDelimiter(sample.slice(skip), newline) }
}

/** The first line break outside of quotes, and whether there are others. */
function findNewline(sample: string): Pick<CsvForm, 'newline' | 'hasBothBreaks'> {
  const unquoted = sample.split('"').filter((_, part) => part % 2 === 0)
  const breaks = new Set(unquoted.flatMap((part) => part.match(/\r\n|\n|\r/g) ?? []) as Newline[])
  const [first = '\n'] = breaks
  const hasBothBreaks = breaks.has('\r\n') && breaks.has('\n')
  return { newline: hasBothBreaks ? '\n' : first, hasBothBreaks }
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
