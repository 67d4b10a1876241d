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

/** The use of older encodings. Other names explain themselves. */
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

/** An encoding with its use: `Windows-1251 (Cyrillic)`. */
export function encodingText(encoding: Encoding): string {
  const use = encodingUses.get(encoding)
  return use === undefined ? encoding : `${encoding} (${use})`
}

/** Cell separators, in the plural. */
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

/** The line endings. */
export const lineEndTexts: Readonly<Record<LineEnds, string>> = {
  any: 'any line break',
  '\r\n': 'CR LF only',
  '\n': 'LF only',
  '\r': 'CR only',
}

/** The position of the header line. */
export const titlesText = (line: number): string =>
  line === 0 ? 'no titles' : `titles in line ${grouped(line)}`

/** The order of day and month in dates. */
export const dateOrderTexts: Readonly<Record<DateOrder, string>> = {
  'day-first': 'day first',
  'month-first': 'month first',
}

/** What a person chose about a file's format, in words. Empty if nothing. */
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
interface OtherReading {
  label: string
  as: ReadAs
}

const ends = ['\r\n', '\n', '\r'] as const

/** Other ways to read a file if something was guessed. Empty if nothing was. */
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
