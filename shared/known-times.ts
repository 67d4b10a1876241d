/** Times as all of Credenza keeps them: ISO 8601 in UTC, to the minute, the second or a part of it. */
const known = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z$/

/** Times of other years are taken for mistakes: they stay text. The last year moves along with the clock. */
export const firstYear = 1990
export const lastYear = (): number => new Date().getUTCFullYear() + 10

/**
 * A time in milliseconds since 1970; not a number for any text that is not written as Credenza keeps times, is no date
 * of the calendar, or is of a year before 1990 or more than ten years ahead.
 */
export function timeValue(text: string): number {
  const found = known.exec(text)
  if (found === null) return NaN
  const year = Number(found[1])
  if (year < firstYear || year > lastYear()) return NaN
  const value = Date.parse(text)
  // The platform takes 30 February for 2 March.
  return Number(found[3]) > 28 && new Date(value).getUTCDate() !== Number(found[3]) ? NaN : value
}
