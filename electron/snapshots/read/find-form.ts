import { delimiters, type Delimiter, type LineEnds, type ReadAs } from '../../../shared/snapshot.ts'
import { formSample } from './bounds.ts'
import { createRowCutter, type CutOptions, type CutRows } from './cut-rows.ts'
import { findTitles, isBlankRow, knownTitles } from './find-titles.ts'

/** Delimiters that can be detected. */
const guessed = delimiters.slice(0, 4)
const sampleRows = 80
/** The minimum share of rows with as many cells as titles, for a delimiter to count as possible. */
const evenEnough = 0.9

export interface CsvForm {
  delimiter: Delimiter
  /** Other delimiters that would separate the text equally well. */
  otherDelimiters: Delimiter[]
  lineEnds: LineEnds
  isReversed: boolean
  /** Length of a first line that only names the delimiter, as Excel writes it. */
  skip: number
  /** The number of the first line after it. */
  firstLine: number
  /** The line of the titles; `null` for the first non-blank one, 0 for no titles. */
  titlesAt: number | null
}

/** Detects the form of a text, as far as it isn't specified. */
export function findForm(start: string, as: ReadAs = {}): CsvForm {
  const named = /^[\uFEFF]*"?sep=([^\r\n"])"?[ ,;\t]*(?:\r\n|\n|\r)/i.exec(start.slice(0, 100))
  const skip = named?.[0].length ?? 0
  const sample = start.slice(skip, skip + formSample)
  const lineEnds = as.lineEnds ?? 'any'
  const isReversed = lineEnds === 'any' && hasReversedBreaks(sample)
  const firstLine = skip > 0 ? 2 : 1
  const cut = (delimiter: Delimiter) => cutSample(sample, { delimiter, lineEnds, isReversed, firstLine })
  const sign = as.delimiter ?? delimiters.find((each) => each === named?.[1])
  const { delimiter, otherDelimiters } =
    sign === undefined ? findDelimiter(cut) : { delimiter: sign, otherDelimiters: [] }
  const { rows, lines } = cut(delimiter)
  const titlesAt = as.titlesAt ?? lines[findTitles(rows)] ?? null
  return { delimiter, otherDelimiters, lineEnds, isReversed, skip, firstLine, titlesAt }
}

/** The first rows of a sample, which may be truncated. */
function cutSample(sample: string, options: CutOptions): CutRows {
  const first = createRowCutter(options).cut(sample, false, sampleRows)
  return first.rows.length > 0 ? first : createRowCutter(options).cut(sample, true, sampleRows)
}

/** Whether every line ends with a line feed followed by a carriage return. */
function hasReversedBreaks(sample: string): boolean {
  const cutter = createRowCutter({ delimiter: ',', lineEnds: 'any', isReversed: true })
  cutter.cut(sample, false)
  const { ends, reversed } = cutter.facts
  return reversed > 0 && reversed === ends['\n'] && ends['\r\n'] === 0 && ends['\r'] === 0
}

interface Guess {
  delimiter: Delimiter
  known: number
  /** The share of rows with as many cells as titles. */
  even: number
  cells: number
}

/** The delimiter with the most known titles; if equal, the one with the most even rows. */
function findDelimiter(cut: (delimiter: Delimiter) => CutRows) {
  const guesses = guessed.map((delimiter): Guess => {
    const rows = cut(delimiter).rows.filter((row) => !isBlankRow(row))
    const place = findTitles(rows)
    const titles = rows[place] ?? []
    const others = rows.slice(place + 1)
    const even = others.filter((row) => row.length === titles.length).length
    return {
      delimiter,
      known: knownTitles(titles),
      even: others.length === 0 ? 1 : even / others.length,
      cells: titles.length,
    }
  })
  const several = guesses.filter(({ cells }) => cells > 1)
  several.sort((a, b) => b.known - a.known || b.even - a.even || b.cells - a.cells)
  const [best] = several
  const others = several.filter(
    (guess) => guess !== best && best?.known === 0 && guess.known === 0 && guess.even >= evenEnough,
  )
  return {
    delimiter: best?.delimiter ?? ',',
    otherDelimiters: others.map(({ delimiter }) => delimiter),
  }
}
