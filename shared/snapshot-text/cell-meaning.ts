import { momentText } from '../age.ts'
import type { ColumnId } from '../columns.ts'
import { timeValue } from '../known-times.ts'

/** Whether a cell contains a time that can be shown as an age. */
export const isTime = (text: string): boolean => !Number.isNaN(timeValue(text))

/** Columns whose cells are times. */
export const isTimeColumn = (id: ColumnId | null): boolean =>
  id === 'createdAt' || id === 'rotatedAt' || id === 'expiresAt'

/** The text of a cell in words: a time in words, an empty rotation as never. */
export function cellMeaning(id: ColumnId | null, text: string): string {
  if (id === 'rotatedAt' && text === '') return 'Never'
  return isTimeColumn(id) && isTime(text) ? momentText(text) : text
}
