/** Times as Credenza stores them: ISO 8601 in UTC, to the minute, the second or a fraction. */
const known = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z$/
export const millisecondsOfADay = 86_400_000

/** `2026-09-27T14:03Z` */
const shortest = 17

/** Times outside of these years are considered errors and stay text. The last year moves with the clock. */
export const firstYear = 1990
export const lastYear = (): number => new Date().getUTCFullYear() + 10

/** Whether a time is before the end of the last year. Reads the clock only if the previous result isn't enough. */
let knownEnd = 0
function isBeforeEnd(time: number): boolean {
  if (time >= knownEnd) knownEnd = Date.UTC(lastYear() + 1, 0)
  return time < knownEnd
}
const beginOfYears = Date.UTC(firstYear, 0)

/**
 * A time in milliseconds since 1970. NaN for a text that isn't in Credenza's format, isn't a calendar date, or is
 * before 1990 or more than ten years ahead.
 */
export function timeValue(text: string): number {
  const usual = usualTime(text)
  if (!Number.isNaN(usual)) return usual >= beginOfYears && isBeforeEnd(usual) ? usual : NaN
  if (text.length < shortest) return NaN
  const found = known.exec(text)
  if (found === null) return NaN
  const year = Number(found[1])
  if (year < firstYear || year > lastYear()) return NaN
  const value = Date.parse(text)
  // The platform reads 30 February as 2 March.
  return Number(found[3]) > 28 && new Date(value).getUTCDate() !== Number(found[3]) ? NaN : value
}

/** Whether a text is a time in Credenza's format. */
export const isKnownTime = (text: string): boolean => !Number.isNaN(timeValue(text))

/**
 * Parses the usual form, `2026-09-27T14:03:22Z`, without a regular expression, since files contain many. NaN for
 * anything else.
 */
function usualTime(text: string): number {
  if (text.length !== 20 || text[10] !== 'T' || text[19] !== 'Z') return NaN
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return NaN
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const year = digits(text, 0, 4)
  if (!(month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysOf(year, month)))) return NaN
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN
  return (((daysBefore(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second) * 1000
}

/** The days from 1970 to the first of a month in the Gregorian calendar. `Date.UTC` takes several times as long. */
function daysBefore(year: number, month: number): number {
  // In a year that begins in March, the leap day is the last day.
  const years = month <= 2 ? year - 1 : year
  const months = (month + 9) % 12
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  return 365 * years + leapDays + Math.floor((153 * months + 2) / 5) - daysToEpoch
}

/** From 1 March of year 0 to 1 January 1970. */
const daysToEpoch = 719_468

const daysOf = (year: number, month: number): number =>
  month === 12 ? 31 : daysBefore(year, month + 1) - daysBefore(year, month)

/** The number with this many digits. NaN if one isn't a digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return NaN
    value = value * 10 + digit
  }
  return value
}
