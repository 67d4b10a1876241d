import { momentText } from '../age.ts'
import { isTimeColumn, type ColumnId } from '../columns.ts'
import { isKnownTime } from '../known-times.ts'

/** The text of a cell in words: a time in words, an empty rotation as never. */
export function cellMeaning(id: ColumnId | null, text: string): string {
  if (id === 'rotatedAt' && text === '') return 'Never'
  return isTimeColumn(id) && isKnownTime(text) ? momentText(text) : text
}
