import { grouped } from '../../shared/number-text.ts'
import { mostAgeDays } from '../../shared/rotation.ts'

/** The whole days in a text. `null` if it isn't a valid number of them. */
export function readDays(text: string): number | null {
  const trimmed = text.trim()
  if (!/^\d{1,5}$/.test(trimmed)) return null
  const days = Number(trimmed)
  return days >= 1 && days <= mostAgeDays ? days : null
}

/** The message for anything else. */
export const daysProblem = `Enter a whole number of days from 1 to ${grouped(mostAgeDays)}.`
