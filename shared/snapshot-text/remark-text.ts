import type { SnapshotRemark } from '../snapshot.ts'
import { counted, grouped } from '../number-text.ts'
import { otherContent } from './other-content.ts'
import { startOf } from '../start-of.ts'
import { andList, orList } from '../word-list.ts'
import { dateOrderTexts, delimiterTexts } from './read-as-text.ts'

/** `a`, `a and b`, `a, b, c and 2 more`: the first items of a list. */
function listText(items: readonly string[]): string {
  const quoted = items.slice(0, 3).map((item) => `“${startOf(item, 60)}”`)
  const more = items.length - quoted.length
  if (more > 0) return `${quoted.join(', ')} and ${grouped(more)} more`
  return andList(quoted)
}

function linesText(lines: readonly number[], rows: number): string {
  const first = lines.slice(0, 3).map(grouped)
  const more = rows > first.length ? ' and more' : ''
  return first.length === 0 ? '' : ` (${rows === 1 ? 'line' : 'lines'} ${first.join(', ')}${more})`
}

const endNames = [
  ['\r\n', 'CR LF'],
  ['\n', 'LF'],
  ['\r', 'CR'],
] as const

/** `3 by CR LF and 1 by LF`: how many lines have which ending. */
function endsText(ends: Record<'\r\n' | '\n' | '\r', number>): string {
  const told = endNames
    .filter(([sign]) => ends[sign] > 0)
    .map(([sign, name]) => `${grouped(ends[sign])} with ${name}`)
  return andList(told)
}

/** A remark on a snapshot as a full sentence: what is unusual, and how it was read. */
export function remarkText(remark: SnapshotRemark): string {
  switch (remark.code) {
    case 'rows-unequal':
      return `${counted(remark.rows, 'row has', 'rows have')} more or fewer cells than titles${linesText(remark.lines, remark.rows)}. Missing cells are empty. Extra cells get their own titles.`
    case 'columns-joined':
      return `A row has ${grouped(remark.cells)} cells. The limit is ${grouped(remark.most)} columns, so the rest is in the last one.`
    case 'delimiter-guessed':
      return `Its columns are separated by ${delimiterTexts[remark.delimiter]}, but could also be separated by ${orList(remark.others.map((sign) => delimiterTexts[sign]))}.`
    case 'lines-before-titles':
      return `The titles are in line ${grouped(remark.titlesAt)}. The ${remark.lines === 1 ? 'line' : counted(remark.lines, 'line')} before them ${remark.lines === 1 ? 'is' : 'are'} left out.`
    case 'titles-repeated':
      return `The titles are repeated ${remark.rows === 1 ? 'once' : counted(remark.rows, 'time')}${linesText(remark.lines, remark.rows)}, probably because files were joined. The repetitions are left out.`
    case 'rows-blank':
      return `${counted(remark.rows, 'line contains', 'lines contain')} only separators${linesText(remark.lines, remark.rows)} and ${remark.rows === 1 ? 'is' : 'are'} left out.`
    case 'line-ends-mixed':
      return `Lines end in different ways: ${endsText(remark.ends)}. Each of them ends a row.`
    case 'quotes-stray':
      return `${counted(remark.count, 'quote', 'quotes')} inside quotes ${remark.count === 1 ? 'isn’t' : 'aren’t'} doubled${linesText(remark.lines, remark.count)}. ${remark.count === 1 ? 'It is' : 'They are'} read as text.`
    case 'rows-hidden':
      return `${counted(remark.rows, 'row has', 'rows have')} a cell that seems to contain more rows${linesText(remark.lines, remark.rows)}. It probably has a stray quote.`
    case 'columns-doubled':
      return `Several columns are called ${listText(remark.titles)}. The later ones have a number.`
    case 'columns-untitled':
      return `${counted(remark.count, 'column has', 'columns have')} no title.`
    case 'quote-unclosed':
      return `A quote in line ${grouped(remark.line)} is never closed. Everything after it is in one cell.`
    case 'nul-bytes':
      return `${counted(remark.count, 'byte', 'bytes')} with the value zero ${remark.count === 1 ? 'is' : 'are'} shown as a symbol.`
    case 'bytes-garbled':
      return `${counted(remark.count, 'byte isn’t', 'bytes aren’t')} valid in ${remark.encoding}${linesText(remark.lines, remark.count)} and ${remark.count === 1 ? 'is' : 'are'} shown as a symbol.`
    case 'encoding-guessed':
      return `The file doesn’t say its encoding. It’s read as ${remark.encoding}${remark.others.length === 0 ? '' : `, but could also be ${orList(remark.others)}`}.`
    case 'dates-ambiguous':
      return `The dates in ${listText(remark.titles)} could be day first or month first. ${remark.readAs === null ? 'They stay text until you choose.' : `They’re read ${dateOrderTexts[remark.readAs]}${remark.isChosen ? ', as you chose' : ''}.`}`
    case 'times-numbers':
      return `${counted(remark.rows, 'cell')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'is a number' : 'are numbers'} such as 46292, read as spreadsheet dates.`
    case 'years-short':
      return `${counted(remark.rows, 'date')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'has a year' : 'have years'} with two digits. They’re read as the last part of the date, in this century.`
    case 'times-unread':
      return `${counted(remark.rows, 'cell')} of ${listText(remark.titles)} ${remark.rows === 1 ? 'isn’t a time' : 'aren’t times'} that Credenza understands (${listText(remark.examples)}). ${remark.rows === 1 ? 'It stays' : 'They stay'} text, and the age is unknown.`
    case 'file-cut':
      return `It ends in the middle of line ${grouped(remark.line)}. The rest of the file is missing.`
    case 'no-snapshot':
      return `It’s ${otherContent[remark.holds]} that Credenza saved, not a snapshot.`
    case 'no-known-column':
      return 'None of its titles match those of Credenza or the console. It’s shown unchanged.'
    case 'changed-while-read':
      return 'The file changed while it was read. What you see may be a mix of old and new. Read again.'
    case 'no-rows':
      return 'It has titles but no rows.'
  }
}
