import type { Delimiter } from '../../../shared/snapshot.ts'
import type { CellColumn } from '../table/column.ts'
import { hasTwelveHours, isExactTime, orderOf, readTime, type DateOrder } from '../table/read-times.ts'
import { longestWord } from './bounds.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'

export interface SettledTimes {
  /** The order in which dates were read that could be read in two ways; `null` where there were none. */
  readAs: DateOrder | null
}

/**
 * Replaces what stands in a column of times by ISO 8601. Which number of a date is the day is decided over the whole
 * column; what is no time stays as it is.
 */
export async function settleTimes(
  column: CellColumn,
  delimiter: Delimiter,
  slices: Slices,
): Promise<SettledTimes> {
  const texts = column.kind === 'coded' ? column.values : column.kind === 'plain' ? column.cells : []
  const votes = { 'day-first': 0, 'month-first': 0, either: 0, twelve: 0 }
  const odd: number[] = []
  await eachInSlices(texts.length, slices, (at) => {
    const text = texts[at] ?? ''
    if (text === '' || text.length > longestWord || isExactTime(text)) return
    odd.push(at)
    const order = orderOf(text)
    if (order === null) return
    votes[order] += 1
    if (hasTwelveHours(text)) votes.twelve += 1
  })
  const order = decided(votes, delimiter)
  await eachInSlices(odd.length, slices, (index) => {
    const at = odd[index] ?? 0
    const read = readTime(texts[at] ?? '', order)
    if (read !== null) texts[at] = read
  })
  const isTold = votes['day-first'] > 0 || votes['month-first'] > 0
  return { readAs: votes.either > 0 && !isTold ? order : null }
}

type Votes = Record<DateOrder | 'either' | 'twelve', number>

function decided(votes: Votes, delimiter: Delimiter): DateOrder {
  if (votes['day-first'] !== votes['month-first'])
    return votes['day-first'] > votes['month-first'] ? 'day-first' : 'month-first'
  if (votes.twelve > 0) return 'month-first'
  // Where the comma stands in numbers, spreadsheets separate by semicolons, and the day stands first.
  return delimiter === ';' ? 'day-first' : orderOfMachine()
}

function orderOfMachine(): DateOrder {
  const parts = new Intl.DateTimeFormat().formatToParts(new Date(0)).map(({ type }) => type)
  return parts.indexOf('month') < parts.indexOf('day') && parts[0] !== 'year' ? 'month-first' : 'day-first'
}
