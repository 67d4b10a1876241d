import { counted } from '../../../shared/number-text.ts'
import { andList } from '../../../shared/word-list.ts'

/** So many are named; of more it is only said how many. */
const mostNamed = 3
/** Characters of a name. */
const longestNamed = 40

const named = (ids: readonly string[]): string =>
  andList(ids.slice(0, mostNamed).map((id) => `“${id.slice(0, longestNamed)}”`))

const isThere = (count: number): string => (count === 1 ? 'isn’t' : 'aren’t')

/** What a view names that this version does not have, in sentences; empty for nothing. */
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
