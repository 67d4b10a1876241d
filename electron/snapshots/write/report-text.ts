import { monthNames, type ColumnId } from '../../../shared/columns.ts'
import { htmlText } from './html-text.ts'

const time = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/

/**
 * `27 Sep 2026`, or `27 Sep 2026, 14:03:22` with the time of day; `null` for a text that isn't a time in Credenza's
 * form.
 */
function utcText(text: string, withTime: boolean): string | null {
  const [, year, month, day, hours] = time.exec(text) ?? []
  const name = monthNames[Number(month) - 1]
  if (name === undefined || year === undefined || hours === undefined) return null
  const date = `${Number(day)} ${name} ${year}`
  return withTime ? `${date}, ${hours}` : date
}

/** A time in the report's head: `27 Sep 2026, 14:03 UTC`; other texts unchanged. */
export function momentHtml(iso: string): string {
  const text = utcText(iso.replace(/:\d\d(\.\d+)?Z$/, 'Z'), true)
  return htmlText(text === null ? iso : `${text} UTC`)
}

/** The day of a time; other texts unchanged. */
export const dayHtml = (iso: string): string => htmlText(utcText(iso, false) ?? iso)

/** A text that breaks between its parts rather than inside words: names have no spaces. */
export const brokenHtml = (text: string): string =>
  htmlText(text).replace(/(?<=[\p{L}\p{N}][-./:@_,])(?=[\p{L}\p{N}])/gu, '<wbr>')

const nothing = '<i>empty</i>'

function emptyHtml(id: ColumnId | null): string {
  return id === 'rotatedAt' ? 'Never' : nothing
}

/** A complete cell. A time is shown as its day in UTC. */
export function cellHtml(id: ColumnId | null, text: string): string {
  if (text === '') return emptyHtml(id)
  return brokenHtml(utcText(text, false) ?? text)
}

/** Two different cells, complete. Times on the same day include the time of day. */
export function changeHtml(
  id: ColumnId | null,
  before: string,
  after: string,
): { before: string; after: string } {
  const days = { before: cellHtml(id, before), after: cellHtml(id, after) }
  if (days.before !== days.after) return days
  const whole = (text: string) => (text === '' ? emptyHtml(id) : brokenHtml(utcText(text, true) ?? text))
  return { before: whole(before), after: whole(after) }
}
