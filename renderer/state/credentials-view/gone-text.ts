import { counted } from '../../../shared/number-text.ts'
import { andList } from '../../../shared/word-list.ts'

/** How many are named. Beyond that only their number is given. */
const mostNamed = 3
/** Maximum characters of a name. */
const longestNamed = 40

const named = (ids: readonly string[]): string =>
  andList(ids.slice(0, mostNamed).map((id) => `“${id.slice(0, longestNamed)}”`))

const isThere = (count: number): string => (count === 1 ? 'isn’t' : 'aren’t')

/** The parts of a view that this version doesn't have, in sentences. Empty for none. */
export function goneText({ columns, filters }: { columns: string[]; filters: string[] }): string {
  const of = (ids: readonly string[], word: string, rest: string): string[] => {
    if (ids.length === 0) return []
    const some = ids.length > mostNamed ? `${named(ids)} and more` : named(ids)
    return [`${counted(ids.length, word)} of this view ${isThere(ids.length)} available (${some})${rest}.`]
  }
  return [
    ...of(columns, 'column', ''),
    ...of(filters, 'filter', ', so it shows more than it was saved for'),
  ].join(' ')
}
