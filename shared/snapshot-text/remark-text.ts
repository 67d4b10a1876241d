import type { SnapshotRemark } from '../snapshot.ts'
import { counted, grouped } from '../number-text.ts'
import { andList, orList } from '../word-list.ts'
import { dateOrderTexts, delimiterTexts } from './read-as-text.ts'

/** `a`, `a and b`, `a, b and 3 more`: what a list begins with. */
function listText(items: readonly string[], most = 3): string {
  const quoted = items.slice(0, most).map((item) => `“${item.slice(0, 60)}”`)
  const more = items.length - quoted.length
  if (more > 0) return `${quoted.join(', ')} and ${grouped(more)} more`
  return andList(quoted)
}

function linesText(lines: readonly number[], rows: number): string {
  const first = lines.slice(0, 3).map(grouped)
  const more = rows > first.length ? ' and further ones' : ''
  return first.length === 0 ? '' : ` (${rows === 1 ? 'line' : 'lines'} ${first.join(', ')}${more})`
}

const endNames = [
  ['\r\n', 'CR LF'],
  ['\n', 'LF'],
  ['\r', 'CR'],
] as const

/** `3 by CR LF and 1 by LF`: how many lines end in which way. */
function endsText(ends: Record<'\r\n' | '\n' | '\r', number>): string {
  const told = endNames
    .filter(([sign]) => ends[sign] > 0)
    .map(([sign, name]) => `${grouped(ends[sign])} by ${name}`)
  return andList(told)
}

/** A remark on a snapshot as a whole sentence: what is there, and how it was read all the same. */
export function remarkText(remark: SnapshotRemark): string {
  switch (remark.code) {
    case 'rows-unequal':
      return `${counted(remark.rows, 'row has', 'rows have')} more or fewer cells than there are titles${linesText(remark.lines, remark.rows)}. Missing cells are empty; further ones stand under titles of their own.`
    case 'columns-joined':
      return `A row has ${grouped(remark.cells)} cells. A table has at most ${grouped(remark.most)} columns; what stands beyond them is in the last one.`
    case 'delimiter-guessed':
      return `Its columns are separated by ${delimiterTexts[remark.delimiter]}, or as well by ${orList(remark.others.map((sign) => delimiterTexts[sign]))}.`
    case 'lines-before-titles':
      return `The titles stand in line ${grouped(remark.titlesAt)}. ${remark.lines === 1 ? 'The line before them is no row' : `The ${counted(remark.lines, 'line')} before them are no rows`}.`
    case 'titles-repeated':
      return `The titles stand in the file ${remark.rows === 1 ? 'once more' : `${counted(remark.rows, 'time')} more`}${linesText(remark.lines, remark.rows)}, as where files were joined. They are no rows.`
    case 'rows-blank':
      return `${counted(remark.rows, 'line holds', 'lines hold')} nothing but separators${linesText(remark.lines, remark.rows)}, and ${remark.rows === 1 ? 'is no row' : 'are no rows'}.`
    case 'line-ends-mixed':
      return `Lines end in several ways: ${endsText(remark.ends)}. Each of them ends a row.`
    case 'quotes-stray':
      return `${counted(remark.count, 'quote stands', 'quotes stand')} within quotes without being doubled${linesText(remark.lines, remark.count)}. ${remark.count === 1 ? 'It is' : 'They are'} read as text.`
    case 'rows-hidden':
      return `${counted(remark.rows, 'row has', 'rows have')} a cell that holds what looks like further rows${linesText(remark.lines, remark.rows)}. Most likely a quote is opened there that nobody meant.`
    case 'columns-doubled':
      return `Several columns are called ${listText(remark.titles)}. The later ones got a number.`
    case 'columns-untitled':
      return `${counted(remark.count, 'column has', 'columns have')} no title.`
    case 'quote-unclosed':
      return `A quote is opened in line ${grouped(remark.line)} and never closed. All that follows it stands in one cell.`
    case 'nul-bytes':
      return `${counted(remark.count, 'byte', 'bytes')} of value zero ${remark.count === 1 ? 'is' : 'are'} shown as a sign.`
    case 'bytes-garbled':
      return `${counted(remark.count, 'byte is', 'bytes are')} no text in ${remark.encoding}${linesText(remark.lines, remark.count)}, and shown as a sign.`
    case 'encoding-guessed':
      return `Nothing in the file tells its encoding. It is read as ${remark.encoding}${remark.others.length === 0 ? '' : `, and may as well be ${orList(remark.others)}`}.`
    case 'dates-ambiguous':
      return `The dates of ${listText(remark.titles)} do not tell whether the day or the month comes first. ${remark.readAs === null ? 'They stay text until you say it.' : `They are read with the ${dateOrderTexts[remark.readAs]}${remark.isChosen ? ', as you chose' : ''}.`}`
    case 'times-numbers':
      return `${counted(remark.rows, 'cell')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'is a number' : 'are numbers'} such as 46292, read as the days that a spreadsheet counts.`
    case 'years-short':
      return `${counted(remark.rows, 'date')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'has a year' : 'have years'} of two digits, which are read as the last part, and as those of this century.`
    case 'times-unread':
      return `${counted(remark.rows, 'cell')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'is no time' : 'are no times'} that Credenza knows (${listText(remark.examples)}). ${remark.rows === 1 ? 'It stays' : 'They stay'} text, and the age is unknown.`
    case 'file-cut':
      return `It ends in the middle of line ${grouped(remark.line)}: the rest of the file is missing.`
    case 'no-snapshot':
      return remark.holds === 'changes'
        ? 'It is a difference of two snapshots that Credenza saved, not a snapshot.'
        : 'It holds the events of a history that Credenza saved, and is not a snapshot.'
    case 'no-known-column':
      return 'None of its titles is one of Credenza’s or the console’s. It is shown as it is.'
    case 'changed-while-read':
      return 'The file was changed while it was read. What is shown may be half of either. Read it again.'
    case 'no-rows':
      return 'It has titles and no rows.'
  }
}
