/**
 * Times as people and spreadsheets write them, read as ISO 8601 in UTC. What has no zone is of this machine's. The
 * result is as exact as what was read: without seconds where there were none.
 */

export type DateOrder = 'day-first' | 'month-first'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const clock = String.raw`(?:[T ,]+(?:at )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?`
const zone = String.raw`\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?: ?(?:UTC|GMT|\([^)]*\)))?`
const form = (date: string) => new RegExp(`^\\s*${date}${clock}${zone}\\s*$`, 'i')

const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const yearFirst = form(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
const numbers = form(String.raw`(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)`)
const dayMonth = form(
  String.raw`(?:[a-z]{2,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})[ .,-]+(\d{4}|\d\d)`,
)
const monthDay = form(String.raw`(?:[a-z]{2,9},? )?([a-z]{3,9})[ .]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})`)
/** Days since the end of 1899, as a spreadsheet keeps times. */
const serial = /^\s*(\d{5})(?:[.,](\d+))?\s*$/

/** No time at all, in the words in which lists say so. */
const nothing = /^\s*(?:|-|–|—|never|none|n\/a|null)\s*$/i

interface Parts {
  year: number
  month: number
  day: number
}

/** Whether a text is a time as Credenza writes it. */
export const isExactTime = (text: string): boolean => exact.test(text)

/** Which of the first two numbers must be the day; `either` where both may be, `null` where that is no question. */
export function orderOf(text: string): DateOrder | 'either' | null {
  const found = numbers.exec(text)
  if (found === null || found[2] === '.') return null
  const [first, second] = [Number(found[1]), Number(found[3])]
  if (first === second) return null
  if (first > 12) return 'day-first'
  return second > 12 ? 'month-first' : 'either'
}

/** Whether the clock has twelve hours, as where the month stands first. */
export const hasTwelveHours = (text: string): boolean => /\d\s*[ap]\.?m\.?\b/i.test(text)

/** The time that a text tells; empty for `Never` and the like, `null` where it is no time. */
export function readTime(text: string, order: DateOrder): string | null {
  if (exact.test(text)) return text
  if (nothing.test(text)) return ''
  let found = yearFirst.exec(text)
  if (found !== null) return timeOf(found, 4, partsOf(found[1], found[2], found[3]))
  found = numbers.exec(text)
  if (found !== null) {
    const isDayFirst = found[2] === '.' || order === 'day-first'
    // Where only one reading gives a date, it is that one.
    const readings = [partsOf(found[4], found[3], found[1]), partsOf(found[4], found[1], found[3])]
    if (!isDayFirst) readings.reverse()
    return timeOf(found, 5, readings.find(isDate) ?? null)
  }
  found = dayMonth.exec(text)
  if (found !== null) return timeOf(found, 4, partsOf(found[3], monthOf(found[2]), found[1]))
  found = monthDay.exec(text)
  if (found !== null) return timeOf(found, 4, partsOf(found[3], monthOf(found[1]), found[2]))
  return ofSerial(text)
}

const monthOf = (name = ''): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1

function partsOf(year: unknown, month: unknown, day: unknown): Parts {
  const read = Number(year)
  return { year: read < 100 ? 2000 + read : read, month: Number(month), day: Number(day) }
}

function isDate({ year, month, day }: Parts): boolean {
  const date = new Date(year, month - 1, day)
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day
}

/** The parts of the clock stand from `at` on: hours, minutes, seconds, half of the day, zone. */
function timeOf(found: RegExpExecArray, at: number, date: Parts | null): string | null {
  if (date === null || !isDate(date)) return null
  const [hours, minutes, seconds, half, zoned] = [0, 1, 2, 3, 4].map((next) => found[at + next])
  let hour = Number(hours ?? 0)
  if (half !== undefined) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  const minute = Number(minutes ?? 0)
  const second = Number(seconds ?? 0)
  if (hour > 24 || minute > 59 || second > 60) return null
  const offset = zoned === undefined ? null : offsetOf(zoned)
  const time =
    offset === null
      ? new Date(date.year, date.month - 1, date.day, hour, minute, second)
      : new Date(Date.UTC(date.year, date.month - 1, date.day, hour, minute - offset, second))
  return isoText(time, seconds !== undefined)
}

/** Minutes that a zone is ahead. */
function offsetOf(zoned: string): number {
  const found = /([+-])(\d\d):?(\d\d)/.exec(zoned)
  if (found === null) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3])
  return found[1] === '-' ? -minutes : minutes
}

const isoText = (time: Date, hasSeconds: boolean): string =>
  `${time.toISOString().slice(0, hasSeconds ? 19 : 16)}Z`

function ofSerial(text: string): string | null {
  const found = serial.exec(text)
  if (found === null) return null
  const days = Number(found[1])
  // From 2000 to 2099: any other number is most likely none.
  if (days < 36_526 || days > 73_050) return null
  const seconds = Math.round(Number(`0.${found[2] ?? '0'}`) * 86_400)
  return isoText(new Date(1899, 11, 30 + days, 0, 0, seconds), seconds % 60 !== 0)
}

/**
 * Whether two times may be the same one: the more exact one is looked at only as far as the other goes. A minute
 * that is this machine's midnight stands for its whole day.
 */
export function isSameTime(a: string, b: string): boolean {
  if (a === b) return true
  const [one, other] = [Date.parse(a), Date.parse(b)]
  if (Number.isNaN(one) || Number.isNaN(other)) return false
  if (one === other) return true
  const [coarse, fine] = a.length <= b.length ? [a, other] : [b, one]
  const from = coarse === a ? one : other
  const isMinute = coarse.length === 17
  const length = isMinute ? (isMidnight(from) ? 86_400_000 : 60_000) : 1000
  return fine >= from && fine < from + length
}

function isMidnight(time: number): boolean {
  const date = new Date(time)
  return date.getHours() === 0 && date.getMinutes() === 0
}
