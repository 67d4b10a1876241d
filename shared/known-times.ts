/** Times as Credenza stores them: ISO 8601 in UTC, to the minute, the second or a fraction. */
const known = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z$/

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
  const found = known.exec(text)
  if (found === null) return NaN
  const year = Number(found[1])
  if (year < firstYear || year > lastYear()) return NaN
  const value = Date.parse(text)
  // The platform reads 30 February as 2 March.
  return Number(found[3]) > 28 && new Date(value).getUTCDate() !== Number(found[3]) ? NaN : value
}

/**
 * Parses the usual form, `2026-09-27T14:03:22Z`, without a regular expression, since files contain many. NaN for
 * anything else.
 */
function usualTime(text: string): number {
  if (text.length !== 20 || text[10] !== 'T' || text[19] !== 'Z') return NaN
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return NaN
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 28)) return NaN
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN
  return Date.UTC(digits(text, 0, 4), month - 1, day, hour, minute, second)
}

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
