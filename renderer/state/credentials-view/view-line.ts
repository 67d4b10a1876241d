import { ViewParts } from '../../../shared/contract/views.ts'
import { visibleJson } from '../../../shared/visible-text.ts'

/** The prefix of a view's line, with its format version. */
const mark = 'credenza-view/1'
/** Maximum characters of a line. */
export const longestViewLine = 65_536

/** A view as a line of text that another Credenza can read: JSON after a prefix, without invisible characters. */
export function viewLine({ name, search, filters, columns, sort }: ViewParts): string {
  return `${mark} ${visibleJson({ name, search, filters, columns, sort })}`
}

/** The result of reading a line: a view, or why it isn't one, in a sentence. */
type ReadLine = { view: ViewParts; problem: '' } | { view: null; problem: string }

const refused = (problem: string): ReadLine => ({ view: null, problem })

/** Parses a line of text as a view. It may come from anyone. */
export function readViewLine(text: string): ReadLine {
  const line = text.trim()
  if (line === '') return refused('Paste the line of a view.')
  if (line.length > longestViewLine) return refused('This is too long for a view.')
  const [, form, json] = /^credenza-view\/(\d{1,6})\s+([^]*)$/.exec(line) ?? []
  if (form === undefined || json === undefined)
    return refused(`This isn’t a view. The line of a view begins with “${mark}”.`)
  if (form !== '1') return refused('A newer version of Credenza made this view. Update Credenza to use it.')
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return refused('The line is damaged. Copy the whole line, from “credenza-view” to the last brace.')
  }
  const read = ViewParts.safeParse(parsed)
  if (read.success && read.data.name.trim() !== '') return { view: read.data, problem: '' }
  const part = read.success ? 'name' : read.error.issues[0]?.path.join('.')
  return refused(`The view can’t be read: “${part || 'the whole line'}” isn’t valid.`)
}
