import {
  dateOrders,
  type DateOrder,
  type Delimiter,
  type Encoding,
  type LineEnds,
  type ReadAs,
  type SnapshotRemark,
} from '../snapshot.ts'
import { grouped } from '../number-text.ts'

/** What older encodings are for; the name of others says it. */
const encodingUses = new Map<Encoding, string>([
  ['Windows-1252', 'Western European'],
  ['Windows-1250', 'Central European'],
  ['Windows-1251', 'Cyrillic'],
  ['Windows-1253', 'Greek'],
  ['Windows-1254', 'Turkish'],
  ['Windows-1255', 'Hebrew'],
  ['Windows-1256', 'Arabic'],
  ['Windows-1257', 'Baltic'],
  ['Windows-1258', 'Vietnamese'],
  ['Windows-874', 'Thai'],
  ['ISO-8859-2', 'Central European'],
  ['ISO-8859-5', 'Cyrillic'],
  ['ISO-8859-7', 'Greek'],
  ['ISO-8859-15', 'Western European'],
  ['KOI8-R', 'Russian'],
  ['KOI8-U', 'Ukrainian'],
  ['DOS 437', 'United States'],
  ['DOS 850', 'Western European'],
  ['DOS 852', 'Central European'],
  ['DOS 866', 'Cyrillic'],
  ['Shift-JIS', 'Japanese'],
  ['EUC-JP', 'Japanese'],
  ['GB18030', 'Simplified Chinese'],
  ['Big5', 'Traditional Chinese'],
  ['EUC-KR', 'Korean'],
])

/** An encoding with what it is for: `Windows-1251 (Cyrillic)`. */
export function encodingText(encoding: Encoding): string {
  const use = encodingUses.get(encoding)
  return use === undefined ? encoding : `${encoding} (${use})`
}

/** What separates cells, in the plural. */
export const delimiterTexts: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  ':': 'colons',
  ' ': 'spaces',
  '^': 'carets',
  '~': 'tildes',
}

/** What ends a row. */
export const lineEndTexts: Readonly<Record<LineEnds, string>> = {
  any: 'any line break',
  '\r\n': 'CR LF only',
  '\n': 'LF only',
  '\r': 'CR only',
}

/** Where the titles stand. */
export const titlesText = (line: number): string =>
  line === 0 ? 'no titles' : `titles in line ${grouped(line)}`

/** Which number of a date comes first. */
export const dateOrderTexts: Readonly<Record<DateOrder, string>> = {
  'day-first': 'day first',
  'month-first': 'month first',
}

/** What was said of a file's form, in words; empty if nothing was. */
export function readAsText({ encoding, delimiter, lineEnds, titlesAt, dates }: ReadAs): string {
  const parts: string[] = []
  if (encoding !== undefined) parts.push(encodingText(encoding))
  if (delimiter !== undefined) parts.push(`columns separated by ${delimiterTexts[delimiter]}`)
  if (lineEnds !== undefined) parts.push(`rows ended with ${lineEndTexts[lineEnds]}`)
  if (titlesAt !== undefined) parts.push(titlesText(titlesAt))
  if (dates !== undefined) parts.push(`dates ${dateOrderTexts[dates]}`)
  return parts.join(', ')
}

/** Another way to read a file: `Read as KOI8-R (Russian)`. */
export interface OtherReading {
  label: string
  as: ReadAs
}

const ends = ['\r\n', '\n', '\r'] as const

/** The other ways to read a file in which something had to be guessed; none if nothing was. */
export function otherReadings(remark: SnapshotRemark): OtherReading[] {
  switch (remark.code) {
    case 'encoding-guessed':
      return remark.others.map((encoding) => ({
        label: `Read as ${encodingText(encoding)}`,
        as: { encoding },
      }))
    case 'delimiter-guessed':
      return remark.others.map((delimiter) => ({
        label: `Read with ${delimiterTexts[delimiter]}`,
        as: { delimiter },
      }))
    case 'line-ends-mixed':
      return ends
        .filter((end) => remark.ends[end] > 0)
        .map((lineEnds) => ({ label: `End rows with ${lineEndTexts[lineEnds]}`, as: { lineEnds } }))
    case 'dates-ambiguous':
      return dateOrders
        .filter((dates) => !remark.isChosen || dates !== remark.readAs)
        .map((dates) => ({ label: `Read dates ${dateOrderTexts[dates]}`, as: { dates } }))
    case 'lines-before-titles':
      return [
        {
          label: `Use line ${grouped(remark.firstLine)} as titles`,
          as: { titlesAt: remark.firstLine },
        },
      ]
    default:
      return []
  }
}
