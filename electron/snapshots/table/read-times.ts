/**
 * Defines what counts as a time, both in files and in annotations of the live list. Reads times as people and
 * spreadsheets write them, and converts them to ISO 8601 in UTC; times without a zone are local. The result has the
 * precision of the input: no seconds if it had none. A text in no known form isn't a time.
 */
import { firstYear, isKnownTime, lastYear, timeValue } from '../../../shared/known-times.ts'
import type { DateOrder } from '../../../shared/snapshot.ts'
import type { DateWords } from './date-words.ts'
import { wordlessDate } from './wordless-date.ts'

/** Longer texts aren't times. */
const longest = 100

const clock = String.raw`(?:[\sT,.]*(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?)?`
const zone = String.raw`\s*(?:Z|(?:UTC|GMT)?\s?([+-]\d\d(?::?\d\d)?)(?:\s?(?:UTC|GMT))?|(UTC|GMT))?`
const form = (date: string) => new RegExp(`^[\\s,.]*${date}${clock}(${zone})[\\s.,]*$`, 'i')

const yearFirst = form(String.raw`(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)`)
const numbers = form(String.raw`(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)`)
/** The month's name was replaced with its number between `<` and `>`. */
const dayMonth = form(String.raw`(\d{1,2})(?:st|nd|rd|th)?[\s.,-]*<(\d+)>[\s.,-]*(\d{4}|\d\d)(?!\d)`)
const monthDay = form(String.raw`<(\d+)>[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?!\d)`)
const yearDayMonth = form(String.raw`(\d{4})[\s.,-]*(\d{1,2})[\s.-]*<(\d+)>`)
/** As the `date` command writes it: the year follows the time of day. */
const yearLast = /^<(\d+)> (\d{1,2}) (\d{1,2}):(\d\d):(\d\d) (\d{4})$/
const yearMonth = form(String.raw`(\d{4})[\s.,-]*<(\d+)>[\s.,-]*(\d{1,2})(?!\d)`)
const dottedEnd = /^[\s,.]*\d\d?\.\s?\d\d?\.\s?\d\d\./
/** Days since the end of 1899, as spreadsheets store times. */
const serial = /^(\d{5})(?:[.,](\d+))?$/

/** Texts for “no time” in lists. */
const nothing = /^\s*(?:|-|–|—|0|never|none|n\/a|null)\s*$/i

/** The epochs of computers, which appear where a time was never set. */
const zeroDays: ReadonlySet<string> = new Set([
  '0-0-0',
  '1-1-1',
  '1601-1-1',
  '1899-12-30',
  '1899-12-31',
  '1900-1-0',
  '1900-1-1',
  '1904-1-1',
  '1969-12-31',
  '1970-1-1',
])

interface Parts {
  year: number
  month: number
  day: number
}

interface Clock {
  hour: number
  minute: number
  second: number
  hasSeconds: boolean
  /** The zone's offset from UTC in minutes; `null` for local time. */
  offset: number | null
}

/** Whether a text can be a spreadsheet's number of days; any other number may look the same. */
export const isSerial = (text: string): boolean => serial.test(text.trim()) && ofSerial(text.trim()) !== null

/** Whether a date has a two-digit year, which counts as 2000 or later and is at the end. */
export function hasShortYear(text: string, words: DateWords): boolean {
  const plain = wordlessDate(text, words)?.text ?? ''
  return (numbers.exec(plain)?.[4] ?? dayMonth.exec(plain)?.[3])?.length === 2
}

/** Which of the first two numbers is the day; `either` if ambiguous, `null` if the question doesn't arise. */
export function orderOf(text: string, words?: DateWords): DateOrder | 'either' | null {
  if (text.length > longest) return null
  const found = numbers.exec(wordlessDate(text, words)?.text ?? '')
  if (found === null || found[2] === '.') return null
  const [first, second] = [Number(found[1]), Number(found[3])]
  if (first === second) return null
  if (first > 12) return 'day-first'
  return second > 12 ? 'month-first' : 'either'
}

/** Whether the time of day has an English am or pm: there, either number may come first. */
export const hasTwelveHours = (text: string): boolean => /\d\s*[ap]m\b/i.test(text)

/**
 * Parses a time; empty for `Never` and the like, for the epochs of computers and for the last day of the year 9999,
 * `null` if the text isn't a time.
 * Without an order, ambiguous dates aren't times. `words` are the English ones by default.
 */
export function readTime(text: string, order: DateOrder | null, words?: DateWords): string | null {
  if (isKnownTime(text)) return text
  if (text.length > longest) return null
  if (nothing.test(text)) return ''
  const bare = wordlessDate(text, words)
  if (bare === null) return null
  const { text: plain, half } = bare
  let found = yearFirst.exec(plain)
  if (found !== null) return timeOf(partsOf(found[1], found[2], found[3]), clockOf(found, 4, half))
  found = numbers.exec(plain)
  if (found !== null) return ofNumbers(found, order, half)
  found = dayMonth.exec(plain)
  if (found !== null) return timeOf(partsOf(found[3], found[2], found[1]), clockOf(found, 4, half))
  found = monthDay.exec(plain)
  if (found !== null) return timeOf(partsOf(found[3], found[1], found[2]), clockOf(found, 4, half))
  found = yearMonth.exec(plain)
  if (found !== null) return timeOf(partsOf(found[1], found[2], found[3]), clockOf(found, 4, half))
  found = yearDayMonth.exec(plain)
  if (found !== null) return timeOf(partsOf(found[1], found[3], found[2]), clockOf(found, 4, half))
  found = yearLast.exec(plain)
  if (found !== null) return timeOf(partsOf(found[6], found[1], found[2]), clockOf(found, 3, half))
  return half === null ? ofSerial(plain) : null
}

function ofNumbers(found: RegExpExecArray, order: DateOrder | null, half: 'am' | 'pm' | null): string | null {
  const [whole, first, sign, second, year] = found
  // Some people write 26-09-27 for what others write as 27-09-26, and 26. 9. 27. for 27. 9. 26.
  if (year?.length === 2 && (sign === '-' || dottedEnd.test(whole))) return null
  const time = clockOf(found, 5, half)
  const dayFirst = timeOf(partsOf(year, second, first), time)
  const monthFirst = timeOf(partsOf(year, first, second), time)
  if (sign === '.' || dayFirst === monthFirst) return dayFirst ?? monthFirst
  // If only one reading is a valid date, it is that one.
  if (dayFirst === null || monthFirst === null) return dayFirst ?? monthFirst
  if (order === null) return null
  return order === 'day-first' ? dayFirst : monthFirst
}

const partsOf = (year: unknown, month: unknown, day: unknown): Parts => {
  const [read, isShort] = [Number(year), typeof year === 'string' && year.length === 2]
  return { year: isShort ? 2000 + read : read, month: Number(month), day: Number(day) }
}

function isDate({ year, month, day }: Parts): boolean {
  if (year < firstYear || year > lastYear()) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The groups of the time of day start at `at`: hours, minutes, seconds, the full zone, its offset. */
function clockOf(found: RegExpExecArray, at: number, half: 'am' | 'pm' | null): Clock | null {
  const [hours, minutes, seconds, zoned = '', offset] = [0, 1, 2, 3, 4].map((next) => found[at + next])
  let hour = Number(hours ?? 0)
  if (half !== null) {
    if (hours === undefined || (half === 'am' && hour > 12)) return null
    hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  }
  // An offset after a date without a time of day is probably something else.
  if (hours === undefined && offset !== undefined) return null
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)]
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) return null
  const isZoned = zoned.trim() !== ''
  return {
    hour,
    minute,
    second,
    hasSeconds: seconds !== undefined,
    offset: isZoned ? offsetOf(offset) : null,
  }
}

function timeOf(date: Parts, clock: Clock | null): string | null {
  if (clock === null) return null
  const { hour, minute, second, hasSeconds, offset } = clock
  if (isZero(date, clock) || isLastDay(date)) return ''
  if (!isDate(date)) return null
  const time =
    offset === null
      ? new Date(date.year, date.month - 1, date.day, hour, minute, second)
      : new Date(Date.UTC(date.year, date.month - 1, date.day, hour, minute - offset, second))
  return isoText(time, hasSeconds)
}

/** An epoch in another zone still counts: it is at a full quarter of an hour. */
const isZero = ({ year, month, day }: Parts, { minute, second }: Clock): boolean =>
  zeroDays.has(`${year}-${month}-${day}`) && minute % 15 === 0 && second === 0

/** Databases and directories write the last day of their calendar where something never ends. */
const isLastDay = ({ year, month, day }: Parts): boolean => year === 9999 && month === 12 && day === 31

/** The zone's offset in minutes. */
function offsetOf(zoned: string | undefined): number {
  const found = /([+-])(\d\d):?(\d\d)?/.exec(zoned ?? '')
  if (found === null) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '-' ? -minutes : minutes
}

const isoText = (time: Date, hasSeconds: boolean): string =>
  `${time.toISOString().slice(0, hasSeconds ? 19 : 16)}Z`

function ofSerial(text: string): string | null {
  const found = serial.exec(text)
  if (found === null) return null
  const seconds = Math.round(Number(`0.${found[2] ?? '0'}`) * 86_400)
  const time = new Date(1899, 11, 30 + Number(found[1]), 0, 0, seconds)
  // A number that gives another year is most likely no time. Nobody recorded times here before 2000.
  if (time.getFullYear() < 2000 || time.getFullYear() > lastYear()) return null
  return isoText(time, seconds % 60 !== 0)
}

/**
 * Whether two times can be the same, compared with the precision of the less precise one. A minute at local midnight
 * stands for its whole day.
 */
export function isSameTime(a: string, b: string): boolean {
  if (a === b) return true
  const [one, other] = [timeValue(a), timeValue(b)]
  if (Number.isNaN(one) || Number.isNaN(other)) return false
  if (one === other) return true
  const [coarse, fine] = a.length <= b.length ? [a, other] : [b, one]
  const from = coarse === a ? one : other
  const isMinute = coarse.length === 17
  const length = isMinute ? (isMidnight(from) ? 86_400_000 : 60_000) : 1000
  return fine >= from && fine < from + length
}

/** Whether two texts can mean the same time, even if the order of day and month is still unknown. */
export function mayBeSameTime(a: string, b: string): boolean {
  if (isSameTime(a, b)) return true
  const [ones, others] = [readingsOf(a), readingsOf(b)]
  if (ones.length + others.length <= 2) return false
  return ones.some((one) => others.some((other) => isSameTime(one, other)))
}

/** A time, or both readings of an ambiguous date. */
function readingsOf(text: string): string[] {
  if (isKnownTime(text) || orderOf(text) !== 'either') return [text]
  return (['day-first', 'month-first'] as const).flatMap((order) => readTime(text, order) ?? [])
}

function isMidnight(time: number): boolean {
  const date = new Date(time)
  return date.getHours() === 0 && date.getMinutes() === 0
}
