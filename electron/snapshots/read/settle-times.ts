import { isKnownTime } from '../../../shared/known-times.ts'
import type { DateOrder, Delimiter } from '../../../shared/snapshot.ts'
import type { CellColumn } from '../table/column.ts'
import { allDateWords, englishDateWords, type DateWords } from '../table/date-words.ts'
import { hasShortYear, hasTwelveHours, isSerial, orderOf, readTime } from '../table/read-times.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { wordlessDate } from '../table/wordless-date.ts'
import { longestWord } from './bounds.ts'

interface TimesToSettle {
  /** The time columns of one file. */
  columns: readonly CellColumn[]
  delimiter: Delimiter
  /** The order that a person chose for this file; `null` for none. */
  chosen: DateOrder | null
}

/** The findings in one column of times. */
export interface SettledColumn {
  /** Whether it has a date that can be read in two ways. */
  isAmbiguous: boolean
  /** Number of rows with a number, which is a time only if a spreadsheet wrote it. */
  numbers: number
  /** Number of rows with a two-digit year. */
  shortYears: number
  /** Number of rows with a text that isn't a time, and stays unchanged. */
  unread: number
  /** The first different ones of these texts. */
  examples: string[]
}

interface SettledTimes {
  columns: SettledColumn[]
  /** Set if no row decides: the order used for ambiguous dates, `null` if they weren't read. */
  guessed: { order: DateOrder | null } | null
}

const mostExamples = 3

/** The texts that are neither empty nor times in Credenza's form. */
interface OddTexts {
  texts: string[]
  odd: number[]
}

/**
 * Converts time columns to ISO 8601. The order of day and month is decided for the whole file; texts that aren't times
 * stay unchanged.
 */
export async function settleTimes(
  { columns, delimiter, chosen }: TimesToSettle,
  slices: Slices,
): Promise<SettledTimes> {
  const all: OddTexts[] = []
  for (const column of columns) all.push(await oddTexts(column, slices))
  const words = await wordsFor(all, slices)
  const votes = await countVotes(all, words, slices)
  const isTold = votes['day-first'] > 0 !== votes['month-first'] > 0
  const order = decided(votes, { delimiter, chosen, isTold })
  const settled: SettledColumn[] = []
  for (const [at, column] of columns.entries()) {
    const own = all[at]
    if (own !== undefined) settled.push(await readAll(column, own, { order, words, isTold }, slices))
  }
  return { columns: settled, guessed: votes.either > 0 && !isTold ? { order } : null }
}

async function oddTexts(column: CellColumn, slices: Slices): Promise<OddTexts> {
  const texts = column.kind === 'coded' ? column.values : column.kind === 'plain' ? column.cells : []
  const odd: number[] = []
  await eachInSlices(texts.length, slices, (at) => {
    const text = texts[at] ?? ''
    if (text !== '' && !isKnownTime(text)) odd.push(at)
  })
  return { texts, odd }
}

/** The English words, or those of all languages if some text has others. */
async function wordsFor(all: readonly OddTexts[], slices: Slices): Promise<DateWords> {
  const english = englishDateWords()
  for (const { texts, odd } of all) {
    for (const [index, at] of odd.entries()) {
      const text = texts[at] ?? ''
      if (index % 256 === 0 && slices.isUp()) await slices.next()
      // A date contains a digit.
      if (text.length <= longestWord && /\p{Nd}/u.test(text) && wordlessDate(text, english) === null)
        return allDateWords(slices)
    }
  }
  return english
}

type Votes = Record<DateOrder | 'either' | 'twelve', number>

async function countVotes(all: readonly OddTexts[], words: DateWords, slices: Slices): Promise<Votes> {
  const votes = { 'day-first': 0, 'month-first': 0, either: 0, twelve: 0 }
  for (const { texts, odd } of all) {
    await eachInSlices(odd.length, slices, (index) => {
      const text = texts[odd[index] ?? 0] ?? ''
      const order = orderOf(text, words)
      if (order === null) return
      votes[order] += 1
      if (hasTwelveHours(text)) votes.twelve += 1
    })
  }
  return votes
}

function decided(
  votes: Votes,
  { delimiter, chosen, isTold }: { delimiter: Delimiter; chosen: DateOrder | null; isTold: boolean },
): DateOrder | null {
  if (!isTold && chosen !== null) return chosen
  if (votes['day-first'] !== votes['month-first'])
    return votes['day-first'] > votes['month-first'] ? 'day-first' : 'month-first'
  // English uses both orders with am and pm, and so does Run:ai's console, depending on the browser's language.
  if (votes.twelve > 0) return null
  // If no date is ambiguous, the machine's order doesn't matter.
  if (votes.either === 0) return 'day-first'
  // Where numbers use a decimal comma, spreadsheets separate by semicolons and write the day first.
  return delimiter === ';' ? 'day-first' : orderOfMachine()
}

function orderOfMachine(): DateOrder {
  const parts = new Intl.DateTimeFormat().formatToParts(new Date(0)).map(({ type }) => type)
  return parts.indexOf('month') < parts.indexOf('day') && parts[0] !== 'year' ? 'month-first' : 'day-first'
}

async function readAll(
  column: CellColumn,
  { texts, odd }: OddTexts,
  { order, words, isTold }: { order: DateOrder | null; words: DateWords; isTold: boolean },
  slices: Slices,
): Promise<SettledColumn> {
  const settled: SettledColumn = { isAmbiguous: false, numbers: 0, shortYears: 0, unread: 0, examples: [] }
  const [numbers, shortYears, unread] = [new Set<number>(), new Set<number>(), new Set<number>()]
  await eachInSlices(odd.length, slices, (index) => {
    const at = odd[index] ?? 0
    const text = texts[at] ?? ''
    const read = readTime(text, order, words)
    if (read === null) {
      if (order === null && orderOf(text, words) === 'either') {
        settled.isAmbiguous = true
        return
      }
      unread.add(at)
      if (settled.examples.length < mostExamples) settled.examples.push(text)
      return
    }
    if (isSerial(text)) numbers.add(at)
    else if (!isTold && orderOf(text, words) === 'either') settled.isAmbiguous = true
    if (hasShortYear(text, words)) shortYears.add(at)
    texts[at] = read
  })
  settled.numbers = await rowsWith(column, numbers, slices)
  settled.shortYears = await rowsWith(column, shortYears, slices)
  settled.unread = await rowsWith(column, unread, slices)
  return settled
}

/** How many rows have one of these texts, given by their indexes. */
async function rowsWith(column: CellColumn, places: ReadonlySet<number>, slices: Slices): Promise<number> {
  if (column.kind !== 'coded' || places.size === 0) return places.size
  let count = 0
  await eachInSlices(column.codes.length, slices, (row) => {
    if (places.has(column.codes[row] ?? 0)) count += 1
  })
  return count
}
